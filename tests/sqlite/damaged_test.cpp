// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace {

struct entry {
    std::int64_t id = 0;
    std::string text{};
    std::int64_t length = 0;

    static constexpr auto table =
        tenon::table("entries", tenon::primary_key("id"), tenon::unique("text"), tenon::index("length"));
};

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

ino_t inode_of(const std::string& path) {
    struct stat about{};
    REQUIRE(stat(path.c_str(), &about) == 0);
    return about.st_ino;
}

/// How many rounds the test runs; TENON_TEST_ROUNDS says how many more thorough ones are to be.
int rounds() {
    const char* const given = std::getenv("TENON_TEST_ROUNDS");
    return given != nullptr ? std::atoi(given) : 60;
}

// A byte or some, a whole page, or the end of the file.
std::string damaged(std::string bytes, std::mt19937& random) {
    const auto up_to = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
    switch (random() % 4) {
    case 0: bytes.resize(up_to(bytes.size())); break;
    case 1: {
        const std::size_t page = up_to(bytes.size() / 4096) * 4096;
        for (std::size_t i = 0; i < 4096; ++i) bytes[page + i] = static_cast<char>(random());
        break;
    }
    case 2: bytes[up_to(200)] ^= static_cast<char>(1 << up_to(8)); break;  // the header and the schema's page
    default:
        for (std::size_t i = up_to(20) + 1; i > 0; --i)
            bytes[up_to(bytes.size())] = static_cast<char>(random());
    }
    return bytes;
}

}  // namespace

TEST_CASE("a damaged file yields a typed error or rows, and is never replaced") {
    const scratch dir;
    const std::string path = dir / "damaged.db";
    std::string sound;
    {
        tenon::database db(path, {.journal = tenon::sqlite::journal_mode::unchanged});
        db.create<entry>();
        std::vector<entry> entries;
        for (int i = 0; i < 400; ++i) {
            entry each;
            each.text = std::to_string(i) + std::string(static_cast<std::size_t>(i % 90), 'x');
            each.length = static_cast<std::int64_t>(each.text.size());
            entries.push_back(std::move(each));
        }
        db(tenon::insert<entry>(), entries);
    }
    sound = content_of(path);
    std::mt19937 random(20260101);
    int refused = 0, read = 0, wrong = 0;
    for (int round = 0; round < rounds(); ++round) {
        CAPTURE(round);
        std::filesystem::remove(path + "-wal");
        std::filesystem::remove(path + "-shm");
        const std::string bytes = damaged(sound, random);
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        const ino_t inode = inode_of(path);
        bool opened = false;
        try {
            tenon::database db(path, {.journal = round % 2 == 0 ? tenon::sqlite::journal_mode::wal
                                                                : tenon::sqlite::journal_mode::unchanged,
                                      .synchronous = tenon::sqlite::synchronous_mode::normal,
                                      .busy_timeout = std::chrono::milliseconds(1)});
            opened = true;
            int rows = 0;
            for (const entry& each : db(tenon::select<entry>().order_by("text"_c))) {
                wrong += each.length == static_cast<std::int64_t>(each.text.size()) ? 0 : 1;
                ++rows;
            }
            for (auto [id] : db(tenon::select("id"_c).from<entry>().where("length"_c > 50)))
                rows += id > 0 ? 1 : 0;
            db(tenon::insert<entry>(), entry{.text = "new", .length = 3});
            db(tenon::delete_from<entry>().where("length"_c == 10));
            read += rows > 0 ? 1 : 0;
        } catch (const tenon::exception& error) {
            CHECK_FALSE(error.details().code.empty());
            CHECK_FALSE(error.details().message.empty());
            ++refused;
        }
        CHECK(inode_of(path) == inode);
        if (!opened && bytes.size() >= 512) CHECK(content_of(path) == bytes);
    }
    INFO("refused " << refused << ", read " << read << ", wrong rows " << wrong);
    CHECK(refused > 0);
    if (std::getenv("TENON_TEST_ROUNDS") != nullptr)
        WARN("refused " << refused << ", read " << read
                        << ", rows that no checksum guards and that were damaged " << wrong);
}

TEST_CASE("a file that is something else is left as it is") {
    const scratch dir;
    const std::string path = dir / "text.db";
    for (const std::string& bytes :
         {std::string("this is a letter to a friend, which nobody wants to lose.\n"), std::string(5000, 'x'),
          std::string("SQLite format 3\0 and no more", 27)}) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        const auto error = error_from([&] { tenon::database db(path); });
        CHECK(error.code == "NOT_A_DATABASE");
        CHECK(contains(error.message, path));
        CHECK(content_of(path) == bytes);
    }
}
