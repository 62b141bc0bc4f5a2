// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the peers in C++ share: the rows, the values that the workloads ask for, the clock. What each workload
// does is told in docs/benchmarks.md.
namespace peers {

struct user {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    std::int64_t age = 0;
    double score = 0;
    bool active = true;
    std::optional<std::string> note;
    std::int64_t created = 0;
};

struct document {
    std::int64_t id = 0;
    std::string hash;
    std::string title;
};

struct result {
    std::int64_t id = 0;
    std::int64_t first_id = 0;
    std::int64_t second_id = 0;
    double similarity = 0;
};

// Of the workloads that Diesel's benchmark suite has.
struct person {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> hair_color;
};

struct post {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    std::string title;
    std::optional<std::string> body;
};

struct comment {
    std::int64_t id = 0;
    std::int64_t post_id = 0;
    std::string text;
};

struct post_with_comments {
    post it;
    std::vector<comment> comments;
};

struct person_with_posts {
    person it;
    std::vector<post_with_comments> posts;
};

struct outcome {
    std::int64_t nanoseconds = 0;
    std::int64_t operations = 0;
    std::int64_t checksum = 0;
    /// How often SQLite had to prepare a statement anew; -1: not known.
    std::int64_t reprepares = -1;
    std::int64_t allocations = 0;
};

/// Calls of malloc, calloc and realloc so far; 0 in programs that do not count them.
std::int64_t allocations() noexcept;

class stopwatch {
public:
    outcome stop(std::int64_t operations, std::int64_t checksum) const {
        const auto took = std::chrono::steady_clock::now() - start_;
        return {std::chrono::duration_cast<std::chrono::nanoseconds>(took).count(), operations, checksum, -1,
                allocations() - before_};
    }

private:
    std::int64_t before_ = allocations();
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// The user with the key `number`, all but the key.
user make_user(std::int64_t number);

std::vector<user> make_users(std::int64_t first, std::int64_t count);

/// The key that operation `i` asks for.
inline std::int64_t key_of(std::int64_t i, std::int64_t users) { return i * 7919 % users + 1; }

inline constexpr std::size_t list_length = 100;

inline void fill_list(std::vector<std::int64_t>& ids, std::int64_t i, std::int64_t users) {
    for (std::size_t j = 0; j < list_length; ++j)
        ids[j] = (i * 7919 + static_cast<std::int64_t>(j) * 31) % users + 1;
}

inline constexpr double least_total = 20;
inline constexpr std::int64_t most_orders = 3;

inline constexpr std::int64_t least_age = 30;
inline constexpr double score_limit = 25'000;
inline constexpr std::int64_t dynamic_span = 50;
inline constexpr std::int64_t dynamic_rows = 10;

template <class Text>
std::int64_t size_of(const Text& text) {
    return static_cast<std::int64_t>(text.size());
}

template <class Text>
std::int64_t size_of(const std::optional<Text>& text) {
    return text ? static_cast<std::int64_t>(text->size()) : 0;
}

inline std::int64_t sum_of(const user& it) {
    return it.id + size_of(it.name) + size_of(it.email) + it.age + static_cast<std::int64_t>(it.score) +
           (it.active ? 1 : 0) + size_of(it.note) + it.created;
}

inline std::int64_t sum_of(const person& it) { return it.id + size_of(it.name) + size_of(it.hair_color); }

inline std::int64_t sum_of(const std::vector<person_with_posts>& all) {
    std::int64_t sum = 0;
    for (const person_with_posts& each : all) {
        sum += each.it.id;
        for (const post_with_comments& of_each : each.posts) {
            sum += of_each.it.id;
            for (const comment& last : of_each.comments) sum += last.id + size_of(last.text);
        }
    }
    return sum;
}

std::vector<document> make_documents(std::int64_t count);

/// What comparing all pairs finds worth to be stored: more than a fifth of them.
std::vector<result> make_results(std::int64_t documents);

inline constexpr std::int64_t top = 10;

inline std::int64_t sum_of_result(std::int64_t second, double similarity) {
    return second + static_cast<std::int64_t>(similarity * 1000 + 0.5);
}

std::vector<person> make_people(std::int64_t count);

/// Splits "name/size".
struct request {
    std::string_view name;
    std::int64_t size = 0;
};

/// Runs a workload; throws for one that it does not know.
outcome run(const request& wanted, std::int64_t count, const char* database);

struct unknown_workload {};

}  // namespace peers
