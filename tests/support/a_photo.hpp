// A picture as a phone would send it.
#pragma once

#include <turbojpeg.h>

#include <string>
#include <vector>

namespace agri110 {

/// A JPEG of `width` × `height` pixels with some pattern in it.
inline std::string jpeg_of(int width, int height)
{
    std::vector<unsigned char> rgb(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 90);
    for (std::size_t i = 0; i < rgb.size(); i += 7) rgb[i] = static_cast<unsigned char>(i);
    auto* turbo = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    tjCompress2(turbo, rgb.data(), width, 0, height, TJPF_RGB, &bytes, &size, TJSAMP_444, 80, 0);
    std::string jpeg(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    tjDestroy(turbo);
    return jpeg;
}

}  // namespace agri110
