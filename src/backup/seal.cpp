#include "backup/seal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "photos/durable_file.hpp"

namespace agri110::backup {
namespace {

constexpr std::string_view first_line = "agri110 backup key 1";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
enum Purpose : std::uint64_t { naming = 1, sealing, marking };

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string hex_of(const unsigned char* bytes, std::size_t size)
{
    std::string hex(size * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes, size);
    hex.pop_back();
    return hex;
}

Key derived(const Key& key, Purpose purpose)
{
    Key part{};
    crypto_kdf_derive_from_key(part.data(), part.size(), purpose, "agri110b", key.data());
    return part;
}

void start_sodium()
{
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine");
}

}  // namespace

void make_key_file(const std::filesystem::path& file)
{
    start_sodium();
    Key key{};
    crypto_kdf_keygen(key.data());
    const auto text = fmt::format("{}\n{}\n", first_line, hex_of(key.data(), key.size()));
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) throw std::system_error(errno, std::generic_category(), file.string());
    const bool kept =
        ::write(made, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(made) == 0;
    const int error = errno;
    ::close(made);
    if (!kept) throw std::system_error(error, std::generic_category(), file.string());
    photos::flush_folder(std::filesystem::absolute(file).parent_path());
}

Key read_key_file(const std::filesystem::path& file)
{
    struct stat about{};
    if (::stat(file.c_str(), &about) != 0) throw std::system_error(errno, std::generic_category(), file.string());
    if ((about.st_mode & S_IRWXO) != 0)
        throw std::runtime_error(fmt::format("{} can be read by everybody: chmod 600", file.string()));
    std::ifstream in(file);
    std::string line, hex;
    std::getline(in, line);
    std::getline(in, hex);
    Key key{};
    std::size_t size = 0;
    const bool read = sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &size, nullptr) == 0;
    if (line != first_line || !read || size != key.size())
        throw std::runtime_error(fmt::format("{} holds no key: agri110 backup-key makes one", file.string()));
    return key;
}

Seal::Seal()
{
    start_sodium();
}

Seal::Seal(const Key& key) : Seal()
{
    naming_ = derived(key, naming);
    sealing_ = derived(key, sealing);
    const auto mark = derived(key, marking);
    mark_ = "sealed " + hex_of(mark.data(), 8);
}

std::string Seal::name_of(std::string_view bytes) const
{
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), naming_ ? naming_->data() : nullptr,
                       naming_ ? naming_->size() : 0);
    return hex_of(hash.data(), hash.size());
}

std::string Seal::close(std::string_view name, std::string_view bytes) const
{
    if (!sealing_) return std::string(bytes);
    std::string closed(nonce_size + bytes.size() + tag_size, '\0');
    randombytes_buf(closed.data(), nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(closed) + nonce_size, nullptr, bytes_of(bytes), bytes.size(),
                                               bytes_of(name), name.size(), nullptr, bytes_of(closed),
                                               sealing_->data());
    return closed;
}

std::optional<std::string> Seal::open(std::string_view name, std::string_view closed) const
{
    if (!sealing_) return std::string(closed);
    if (closed.size() < nonce_size + tag_size) return std::nullopt;
    std::string bytes(closed.size() - nonce_size - tag_size, '\0');
    const auto whole = crypto_aead_xchacha20poly1305_ietf_decrypt(
                           bytes_of(bytes), nullptr, nullptr, bytes_of(closed) + nonce_size, closed.size() - nonce_size,
                           bytes_of(name), name.size(), bytes_of(closed), sealing_->data()) == 0;
    return whole ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace agri110::backup
