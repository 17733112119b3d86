// SPDX-License-Identifier: GPL-3.0-or-later
// Without libFuzzer: plays the corpus, and every file of it cut short at every length.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      const std::string copy(bytes);
      for (size_t size = 0; size <= copy.size(); ++size) {
        const std::string part = copy.substr(0, size);  // its own memory: a read past its end is seen by the sanitizer
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(part.data()), part.size());
      }
      ++files;
    }
  std::printf("%d files\n", files);
  return files > 0 ? 0 : 1;
}
