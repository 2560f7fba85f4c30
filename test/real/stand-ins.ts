/**
 * Modules come without folders named `vendor`, where llama.cpp keeps three libraries. These stand in for them:
 * such an Ollama runs texts as ever, and refuses pictures, sounds and answers that follow a JSON schema.
 */
export const STAND_INS = {
  'vendor/nlohmann/json_fwd.hpp': `#pragma once
#include <cstring>
#include <stdexcept>
namespace nlohmann {
struct ordered_json {
  static ordered_json parse(const char *) { throw std::runtime_error("no JSON schemas in this build"); }
};
}`,
  'vendor/nlohmann/json.hpp': '#include "json_fwd.hpp"',
  'common/json-schema-to-grammar.cpp': `#include "json-schema-to-grammar.h"
std::string json_schema_to_grammar(const nlohmann::ordered_json &, bool) { return ""; }`,
  'vendor/stb/stb_image.h': `#include <cstdarg>
#include <cstring>
static unsigned char *stbi_load_from_memory(const unsigned char *, int, int *, int *, int *, int) { return nullptr; }
static void stbi_image_free(void *) {}`,
  'vendor/miniaudio/miniaudio.h': `#define MA_SUCCESS 0
typedef int ma_result;
typedef unsigned long long ma_uint64;
enum { ma_format_f32 };
struct ma_decoder {};
struct ma_decoder_config {};
template <class... T> ma_decoder_config ma_decoder_config_init(T...) { return {}; }
template <class... T> int ma_decoder_init_memory(T...) { return -1; }
template <class... T> int ma_decoder_get_length_in_pcm_frames(T...) { return -1; }
template <class... T> int ma_decoder_read_pcm_frames(T...) { return -1; }
template <class... T> void ma_decoder_uninit(T...) {}`,
};
