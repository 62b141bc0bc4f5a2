// SPDX-License-Identifier: BSL-1.0
#include <tenon/tenon.hpp>

#include "collect.hpp"
#include "compare.hpp"
#include "on_all_cores.hpp"
#include "progress.hpp"
#include "registry.hpp"
#include "report.hpp"
#include "shingles.hpp"
#include "similarity.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace semantic_core;

constexpr std::string_view usage = R"(semantic_core [--database DIRECTORY] [FILE | FOLDER]...

Registers documents, compares all pairs of them by their sequences of three words, and prints which are alike.
Without files: the copyright files of the installed packages, filled up with headers to 566 documents.
The databases are in DIRECTORY, else where DATABASE_URL says, else in data/database.
)";

/// Seconds since it was made.
class stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

struct options {
    tenon::settings settings = tenon::settings::from_environment();
    std::vector<std::string> roots;
};

options read_arguments(const std::vector<std::string>& arguments) {
    options result;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--database" && i + 1 < arguments.size())
            result.settings.directory = arguments[++i];
        else if (arguments[i].starts_with("--"))
            throw std::invalid_argument(
                fmt::format("unknown or incomplete option {}\n\n{}", arguments[i], usage));
        else
            result.roots.push_back(arguments[i]);
    }
    return result;
}

std::vector<file> find_documents(const std::vector<std::string>& roots) {
    const stopwatch watch;
    collection found = roots.empty() ? collect_default() : collect(roots);
    fmt::print("Found {} documents of different content in {:.2f} s.\n", grouped(found.size()),
               watch.seconds());
    if (found.unreadable() > 0) fmt::print("{} files can't be read and are left out.\n", found.unreadable());
    if (roots.empty() && found.size() < default_count)
        fmt::print("This machine has no more: {} were looked for.\n", default_count);
    std::vector<file> files = std::move(found).take();
    std::sort(files.begin(), files.end(), [](const file& a, const file& b) { return a.hash < b.hash; });
    return files;
}

std::vector<shingled_text> take_apart(const std::vector<file>& files) {
    const stopwatch watch;
    std::vector<shingled_text> texts(files.size());
    on_all_cores(files.size(), [&](std::size_t i) { texts[i] = shingle(files[i].content); });
    fmt::print("Took them apart into sequences of three words in {:.2f} s.\n", watch.seconds());
    return texts;
}

void register_all(databases& db, const std::vector<file>& files, const std::vector<shingled_text>& texts) {
    const stopwatch watch;
    std::vector<document> documents;
    for (std::size_t i = 0; i < files.size(); ++i)
        documents.push_back({.hash = files[i].hash,
                             .path = files[i].path,
                             .bytes = static_cast<std::int64_t>(files[i].content.size()),
                             .words = texts[i].words});
    auto session = db.integrity_session<document_registry>("register documents");
    const std::int64_t added = register_documents(session, documents);
    session.commit();
    fmt::print("Registered {} documents in {:.2f} s; {} were registered before.\n", grouped(added),
               watch.seconds(), grouped(std::ssize(files) - added));
}

void compare_pairs(databases& db, const std::vector<file>& files, std::vector<shingled_text> texts) {
    std::vector<comparable> documents;
    for (std::size_t i = 0; i < files.size(); ++i)
        documents.push_back({files[i].hash, std::move(texts[i].shingles)});
    comparison_result result;
    {
        progress shown("Comparing pairs", documents.size() * (documents.size() - 1) / 2);
        result = compare_all(db, documents, [&](std::size_t done) { shown.show(done); });
    }
    fmt::print("Compared {} pairs in {:.2f} s; {} of {} were compared before.\n", grouped(result.compared),
               result.comparing.count(), grouped(result.pairs - result.compared), grouped(result.pairs));
    fmt::print("Stored {} similar pairs in {:.2f} s.\n", grouped(result.stored), result.storing.count());
}

void run_all(const options& chosen) {
    const stopwatch watch;
    databases db(chosen.settings);
    db.start();
    const std::vector<file> files = find_documents(chosen.roots);
    if (files.empty()) return;
    std::vector<shingled_text> texts = take_apart(files);
    register_all(db, files, texts);
    compare_pairs(db, files, std::move(texts));
    const stopwatch query_watch;
    print_report(db);
    fmt::print("Queried in {:.3f} s; {:.2f} s in all.\n", query_watch.seconds(), watch.seconds());
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (std::find(arguments.begin(), arguments.end(), "--help") != arguments.end()) {
        fmt::print("{}", usage);
        return 0;
    }
    try {
        run_all(read_arguments(arguments));
    } catch (const std::exception& failed) {
        fmt::print(stderr, "semantic_core: {}\n", failed.what());
        return 1;
    }
}
