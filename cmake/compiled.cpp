// SPDX-License-Identifier: BSL-1.0
// What targets that link tenon::compiled compile once, instead of in each unit that starts a registry.
#undef TENON_COMPILED
#include <tenon/tenon.hpp>

template class tenon::schema::detail::basic_module_start<>;
template tenon::settings tenon::load_settings<>(const tenon::settings_sources&, tenon::settings);
