// SPDX-License-Identifier: BSL-1.0
#include "common.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Compiled once, so that what the peers are given costs each the same.
namespace peers {

user make_user(std::int64_t number) {
    const std::string digits = std::to_string(number);
    user it;
    it.name = "the name of user number " + digits;
    it.email = "user" + digits + "@mail.example.com";
    it.age = (number - 1) % 90;
    it.score = static_cast<double>(number - 1) * 0.5;
    it.active = (number - 1) % 10 != 0;
    if ((number - 1) % 2 == 0) it.note = "a note on user number " + digits;
    it.created = 1'700'000'000 + number - 1;
    return it;
}

std::vector<user> make_users(std::int64_t first, std::int64_t count) {
    std::vector<user> all;
    all.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) all.push_back(make_user(first + i));
    return all;
}

std::vector<document> make_documents(std::int64_t count) {
    std::vector<document> all(static_cast<std::size_t>(count));
    for (std::int64_t k = 1; k <= count; ++k) {
        document& it = all[static_cast<std::size_t>(k - 1)];
        const std::string digits = std::to_string(k * 2'654'435'761);
        it.hash = std::string(64 - digits.size(), '0') + digits;
        it.title = "document number " + std::to_string(k);
    }
    return all;
}

std::vector<result> make_results(std::int64_t documents) {
    std::vector<result> all;
    for (std::int64_t a = 1; a <= documents; ++a)
        for (std::int64_t b = a + 1; b <= documents; ++b) {
            const std::int64_t likeness = (a * 7919 + b * 104'729) % 1000;
            if (likeness < 226) all.push_back({0, a, b, static_cast<double>(likeness) / 1000});
        }
    return all;
}

std::vector<person> make_people(std::int64_t count) {
    std::vector<person> all(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].name = "User " + std::to_string(i);
        all[i].hair_color = "hair_color";
    }
    return all;
}

}  // namespace peers
