// expect: `length` (duration) and the value (INTEGER) can't be compared: their types differ
#include <tenon/core.hpp>

using namespace tenon::literals;

struct track {
    std::int64_t id = 0;
    std::chrono::milliseconds length{};

    static constexpr auto table = tenon::table("tracks", tenon::primary_key("id"));
};

auto long_ones(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<track>().where("length"_c > std::chrono::minutes(5))).all();
#else
    return db(tenon::select<track>().where("length"_c > 300'000)).all();
#endif
}
