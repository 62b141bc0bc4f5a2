// expect: the content of full-text table `customer_texts` is `customers`, which is not in module `search`: triggers end at the file, so let one module own both
#include "modules.hpp"

struct customer_text {
    std::int64_t rowid = 0;
    std::string name;

    static constexpr auto table = tenon::fts5("customer_texts", tenon::content<customer>("id"));
};

#ifdef ACCEPTED
struct search : tenon::database_module<"search", customer, customer_text> {};

void start() {
    tenon::registry<search> db;
#else
struct search : tenon::database_module<"search", customer_text> {
    using depends_on = tenon::modules<people>;
};

void start() {
    tenon::registry<people, search> db;
#endif
    db.start();
}
