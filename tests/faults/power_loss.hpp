// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "faulty_vfs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// The files of a database as a disk has them that loses its power: what was synced, and of what was not each
/// sector by chance.
class unsafe_disk {
public:
    /// The disk has this file from the beginning.
    void keep(const std::string& name) {
        std::ifstream in(name, std::ios::binary);
        files_[name].synced.emplace(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }

    void follow(const file_change& change) {
        file& of = files_[change.file];
        switch (change.what) {
        case file_change::kind::write:
        case file_change::kind::truncate: of.waiting.push_back(&change); break;
        case file_change::kind::sync:
            of.synced = of.after([] { return true; });
            of.waiting.clear();
            break;
        case file_change::kind::remove: of = {}; break;
        }
    }

    /// Puts the files there as they are after the power was lost: nothing that was not synced with seed 0,
    /// all of it with seed 1, some of it with others.
    void write(std::uint64_t seed) const {
        std::mt19937_64 random(seed);
        for (const auto& [name, of] : files_) {
            std::remove(name.c_str());
            const std::optional<std::vector<char>> left =
                of.after([&] { return seed == 1 || (seed > 1 && random() % 2 == 0); });
            if (!left) continue;
            std::ofstream out(name, std::ios::binary);
            out.write(left->data(), static_cast<std::streamsize>(left->size()));
        }
    }

private:
    static constexpr std::size_t sector = 512;

    struct file {
        std::optional<std::vector<char>> synced{};  // none: there is no such file
        std::vector<const file_change*> waiting{};

        template <class Survives>
        [[nodiscard]] std::optional<std::vector<char>> after(Survives survives) const {
            std::optional<std::vector<char>> result = synced;
            for (const file_change* change : waiting) {
                const auto at = static_cast<std::size_t>(change->at);
                if (change->what == file_change::kind::truncate) {
                    if (!survives()) continue;
                    if (!result) result.emplace();
                    result->resize(std::min(at, result->size()));
                }
                for (std::size_t done = 0; done < change->data.size();) {
                    const std::size_t size =
                        std::min(sector - (at + done) % sector, change->data.size() - done);
                    if (survives()) {
                        if (!result) result.emplace();
                        if (result->size() < at + done + size) result->resize(at + done + size);
                        std::copy_n(change->data.begin() + static_cast<std::ptrdiff_t>(done), size,
                                    result->begin() + static_cast<std::ptrdiff_t>(at + done));
                    }
                    done += size;
                }
            }
            return result;
        }
    };

    std::map<std::string, file> files_;
};
