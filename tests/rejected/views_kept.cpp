// expect: views end with the next step: read them in a loop, or read rows that own their texts

#include "shop.hpp"

void keep_views(tenon::database& db) {
    using namespace tenon::literals;
#ifdef ACCEPTED
    for (auto [name] : db(tenon::select("name"_c).from<customer>()).views()) static_cast<void>(name);
#else
    static_cast<void>(db(tenon::select("name"_c).from<customer>()).views().all());
#endif
}
