// expect: a list can't hold optional elements, because IN finds no NULL: leave the empty ones out
#include "shop.hpp"

#include <vector>

void bind_ids(tenon::sqlite::statement& rows) {
#ifdef ACCEPTED
    std::vector<std::int64_t> ids{1, 2};
#else
    std::vector<std::optional<std::int64_t>> ids{1, std::nullopt};
#endif
    rows.bind_list(1, ids, tenon::lifetime::outlives);
}
