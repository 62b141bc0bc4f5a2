// SPDX-License-Identifier: BSL-1.0
#include "semantic_core/collect.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace semantic_core;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& content) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

}  // namespace

TEST_CASE("a folder gives its files of different content, each by its first path") {
    write("collected/b.txt", "same");
    write("collected/a/z.txt", "same");
    write("collected/c.txt", std::string("other\0bytes", 11));
    write("collected/empty.txt", "");

    const std::vector<file> files = collect({"collected"}).take();
    REQUIRE(files.size() == 2);
    CHECK(files[0].path == fs::absolute("collected/a/z.txt").string());
    CHECK(files[0].content == "same");
    CHECK(files[0].hash == hash_of("same"));
    CHECK(files[1].path == fs::absolute("collected/c.txt").string());
    CHECK(files[1].content.size() == 11);
}

TEST_CASE("files can be given one by one, and a missing one is an error") {
    write("single/a.txt", "one");
    write("single/b.txt", "two");
    CHECK(collect({"single/b.txt"}).size() == 1);
    CHECK(collect({"single/b.txt", "single", "./single/a.txt"}).size() == 2);
    CHECK_THROWS_AS(collect({"single/c.txt"}), fs::filesystem_error);
}

TEST_CASE("contents are known by SHA-256") {
    const content_hash empty = hash_of("");
    CHECK(std::to_integer<int>(empty.front()) == 0xe3);
    CHECK(std::to_integer<int>(empty.back()) == 0x55);
}
