// expect: `word` has a field that is a view, and its rows outlive their statement: give it std::string or std::vector<std::byte>
#include <tenon/relations/nested.hpp>

#include "related.hpp"

#ifdef ACCEPTED
using inner = line;
#else
using inner = word;
#endif

auto words(tenon::database& db) {
    return db(tenon::select(tenon::nested<inner, "w">("w.order_id"_c == "o.id"_c).as<"words">())
                  .from<order, "o">())
        .all();
}
