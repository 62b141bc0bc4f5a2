// SPDX-License-Identifier: BSL-1.0
#include "allocations.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// The C library's own, under the names by which it offers them to those who stand in front of it.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
}

namespace benchmark {

namespace {

std::int64_t count = 0;

}  // namespace

std::int64_t allocations() noexcept { return count; }

}  // namespace benchmark

extern "C" {

void* malloc(std::size_t size) noexcept {
    ++benchmark::count;
    return __libc_malloc(size);
}

void* calloc(std::size_t number, std::size_t size) noexcept {
    ++benchmark::count;
    return __libc_calloc(number, size);
}

void* realloc(void* block, std::size_t size) noexcept {
    ++benchmark::count;
    return __libc_realloc(block, size);
}
}
