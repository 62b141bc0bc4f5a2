// SPDX-License-Identifier: BSL-1.0
#pragma once

// Iterators' categories and concepts, std::begin and std::end. <iterator> would bring all of the streams
// along; libstdc++ has a header without their iterators, which <string> includes, too.
#if __has_include(<bits/stl_iterator.h>)
#include <bits/stl_iterator.h>

#include <string>
#else
#include <iterator>
#endif
