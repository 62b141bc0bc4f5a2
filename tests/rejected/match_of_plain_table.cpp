// expect: `customers` is no full-text table or column of one: declare it by tenon::fts5
#include <tenon/full_text.hpp>

#include "shop.hpp"

struct memo {
    std::string text{};

    static constexpr auto table = tenon::fts5("memos");
};

#ifdef ACCEPTED
constexpr auto text = tenon::sql_text(tenon::select<memo>().where(tenon::match<memo>("q"_p)));
#else
constexpr auto text = tenon::sql_text(tenon::select<customer>().where(tenon::match<customer>("q"_p)));
#endif
