// expect: view `phones`: column `phone` of its query can be NULL: make the field optional
#include "shop.hpp"

struct phone_entry {
    std::int64_t id = 0;
#ifdef ACCEPTED
    std::optional<std::string> phone;
#else
    std::string phone;
#endif

    static constexpr auto table = tenon::view("phones", tenon::select<customer>());
};

static_assert(!tenon::sql_text(tenon::select<phone_entry>()).empty());
