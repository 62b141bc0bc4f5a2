// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <string_view>

namespace semantic_core {

/// SHA-256 of a content: what a document is known by, wherever it lies.
using content_hash = std::array<std::byte, SHA256_DIGEST_LENGTH>;

inline content_hash hash_of(std::string_view content) {
    content_hash result;
    SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(),
           reinterpret_cast<unsigned char*>(result.data()));
    return result;
}

}  // namespace semantic_core
