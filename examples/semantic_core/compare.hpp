// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "content_hash.hpp"
#include "on_all_cores.hpp"
#include "shingles.hpp"
#include "similarity.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace semantic_core {

/// Pairs below this are not worth a row.
inline constexpr double least_score = 0.1;

/// So many pairs, or a few more, are compared between two commits: what a crash can cost.
inline constexpr std::size_t pairs_of_batch = 8'192;

struct comparable {
    content_hash hash{};
    shingle_set shingles;
};

/// The hash of the documents' hashes, which are in ascending order.
inline content_hash corpus_hash(const std::vector<comparable>& documents) {
    std::string hashes;
    for (const comparable& one : documents)
        hashes.append(reinterpret_cast<const char*>(one.hash.data()), one.hash.size());
    return hash_of(hashes);
}

/// The pairs of a document with those before it that are alike enough.
inline std::vector<similar_pair> similar_before(const std::vector<comparable>& documents,
                                                std::size_t position) {
    std::vector<similar_pair> found;
    const comparable& second = documents[position];
    for (std::size_t i = 0; i < position; ++i) {
        const double score = jaccard(documents[i].shingles, second.shingles);
        if (score >= least_score) found.push_back({documents[i].hash, second.hash, score});
    }
    return found;
}

/// Positions of documents that are compared with all before them between two commits.
using positions = std::vector<std::size_t>;

/// How many pairs that makes.
inline std::size_t pairs_of(const positions& compared) {
    return std::accumulate(compared.begin(), compared.end(), std::size_t{0});
}

/// The documents that are not finished, in batches.
inline std::vector<positions> unfinished_batches(const std::vector<comparable>& documents,
                                                 const std::set<content_hash>& finished) {
    std::vector<positions> batches;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (finished.contains(documents[i].hash)) continue;
        if (batches.empty() || pairs_of(batches.back()) >= pairs_of_batch) batches.emplace_back();
        batches.back().push_back(i);
    }
    return batches;
}

/// Compares documents with all before them, on all cores.
inline batch compare(const std::vector<comparable>& documents, const content_hash& corpus,
                     const positions& compared) {
    std::vector<std::vector<similar_pair>> found(compared.size());
    on_all_cores(compared.size(), [&](std::size_t i) { found[i] = similar_before(documents, compared[i]); });
    batch result;
    for (std::size_t i = 0; i < compared.size(); ++i) {
        result.found.insert(result.found.end(), found[i].begin(), found[i].end());
        result.finished.push_back(
            {corpus, documents[compared[i]].hash, static_cast<std::int64_t>(compared[i])});
    }
    return result;
}

struct comparison_result {
    std::size_t pairs = 0;
    std::size_t compared = 0;  // now, not by earlier starts of the program
    std::int64_t stored = 0;   // now
    std::chrono::duration<double> comparing{};
    std::chrono::duration<double> storing{};
};

/// Compares all pairs of documents, which are in ascending order of their hashes, and stores those that are
/// alike; goes on where an interrupted run of the same documents was. `show` is told how many pairs are done.
template <class Show>
comparison_result compare_all(databases& db, const std::vector<comparable>& documents, Show show) {
    using clock = std::chrono::steady_clock;
    comparison_result result;
    result.pairs = documents.size() * (documents.size() - 1) / 2;
    const run started{.corpus = corpus_hash(documents),
                      .documents = static_cast<std::int64_t>(documents.size()),
                      .pairs = static_cast<std::int64_t>(result.pairs)};
    const std::vector<positions> batches = unfinished_batches(documents, resume(db, started));
    std::size_t done = result.pairs;
    for (const positions& waiting : batches) done -= pairs_of(waiting);
    show(done);
    for (const positions& next : batches) {
        const clock::time_point start = clock::now();
        const batch compared = compare(documents, started.corpus, next);
        const clock::time_point between = clock::now();
        result.stored += store(db, compared);
        result.storing += clock::now() - between;
        result.comparing += between - start;
        result.compared += pairs_of(next);
        show(done += pairs_of(next));
    }
    return result;
}

}  // namespace semantic_core
