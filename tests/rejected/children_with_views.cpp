// expect: `word` has a field that is a view, and its rows outlive their statement: give it std::string or std::vector<std::byte>
#include "related.hpp"

auto words(tenon::database& db, const std::vector<order>& orders) {
#ifdef ACCEPTED
    return tenon::children<line>(db, orders);
#else
    return tenon::children<word>(db, orders);
#endif
}
