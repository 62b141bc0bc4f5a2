// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/bind.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

/// What a call needs to know of its statement, its text included: one constant, since each has a name that
/// spells the query, and `compiled<Query>` is not needed any more when the program runs.
template <std::size_t Text, int Tables, std::size_t Arguments>
struct call_constants {
    statement_data data;
    place_list<Arguments> places;
    std::string_view tables[Tables == 0 ? 1 : Tables]{};
    char text[Text + 1]{};

    /// `self`: where the constant will be.
    constexpr call_constants(const call_constants& self, const statement_data& from,
                             const place_list<Arguments>& given)
        : data(from), places(given) {
        copy_chars(text, from.text, Text);
        for (int i = 0; i < Tables; ++i) tables[i] = from.tables[i];
        data.text = self.text;
        data.tables = self.tables;
    }
};

template <class Query, class Home, class Given>
inline constexpr call_constants<data_of<Query, Home>.size, data_of<Query, Home>.table_count, Given::count>
    constants_of{constants_of<Query, Home, Given>, data_of<Query, Home>,
                 find_places(compiled<Query>.parameters, compiled<Query>.parameter_count, Given::given())};

// Its own text: nobody else asks for `data_of`.
template <class Query, class Home, class Given>
    requires(Home::attached_count == 0)
inline constexpr call_constants<compiled<Query>.text_size, compiled<Query>.table_count, Given::count>
    constants_of<Query, Home, Given>{
        constants_of<Query, Home, Given>,
        make_data(compiled<Query>, compiled<Query>.view(), compiled<Query>.table_names,
                  writes(facts_of<Query>.statement)),
        find_places(compiled<Query>.parameters, compiled<Query>.parameter_count, Given::given())};

}  // namespace tenon::inline v0::detail
