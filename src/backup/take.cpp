#include "backup/take.hpp"

#include <algorithm>
#include <fstream>

#include "storage/photos.hpp"
#include "storage/sqlite/copy.hpp"

namespace agri110::backup {
namespace {

// Sixteen pages: a smaller one would need more names than it saves bytes.
constexpr std::size_t block_size = std::size_t{64} << 10;

/// Gone when it is not needed any more, and so is that of a process that was killed, at the next attempt.
class Scratch {
public:
    explicit Scratch(std::filesystem::path file) : file_(std::move(file)) { remove(); }
    ~Scratch() { remove(); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::string path() const { return file_.string(); }

private:
    void remove() const
    {
        for (const auto* ending : {"", "-wal", "-shm"}) {
            std::error_code gone;
            std::filesystem::remove(file_.string() + ending, gone);
        }
    }
    std::filesystem::path file_;
};

void keep_database(Archive& archive, const std::string& copy, std::set<std::string>& known, Content& content)
{
    std::ifstream in(copy, std::ios::binary);
    std::string block(block_size, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        const auto size = static_cast<std::size_t>(in.gcount());
        content.blocks.push_back(archive.keep(std::string_view(block).substr(0, size), known));
        content.database_size += size;
    }
    if (in.bad() || content.blocks.empty()) throw std::runtime_error(copy + " cannot be read");
}

/// What the last snapshot says of photos. Photos never change, so none of these is read again.
std::map<std::string, std::string> earlier_photos(const Archive& archive)
{
    const auto numbers = archive.numbers();
    if (numbers.empty()) return {};
    try {
        return archive.content(archive.snapshot(numbers.back())).photos;
    } catch (const Damage&) {
        return {};  // then they are all read, and whatever of it is damaged is stored again
    }
}

/// The piece of one photo file; empty when nobody has it whole.
std::string keep_photo(Archive& archive, const photos::PhotoStore& store, const std::string& hash,
                       photos::PhotoSize size, std::set<std::string>& known)
{
    try {
        const auto bytes = store.read(hash, size);
        return bytes ? archive.keep(*bytes, known) : std::string{};
    } catch (const photos::DamagedPhoto&) {
        return {};
    }
}

void keep_photos(Archive& archive, const Source& source, const std::vector<storage::NamedPhoto>& named,
                 std::set<std::string>& known, Content& content, Snapshot& snapshot)
{
    const auto earlier = earlier_photos(archive);
    for (const auto& photo : named) {
        bool whole = true;
        for (const auto size : {photos::PhotoSize::full, photos::PhotoSize::thumbnail}) {
            const auto name = photos::name_of(photo.sha256, size);
            const auto found = earlier.find(name);
            const bool there = found != earlier.end() && known.contains(found->second);
            const auto piece = there ? found->second : keep_photo(archive, *source.photos, photo.sha256, size, known);
            if (!piece.empty()) content.photos.emplace(name, piece);
            whole = whole && !piece.empty();
        }
        // One that belongs to no report may have been thrown away since.
        if (!whole && photo.belongs_to_a_report) snapshot.missing_photos.push_back(photo.sha256);
    }
}

}  // namespace

Snapshot take_snapshot(Archive& archive, const Source& source, Instant begun)
{
    const auto numbers = archive.numbers();
    Snapshot snapshot{.number = numbers.empty() ? 1 : numbers.back() + 1, .taken = begun};
    Content content;
    auto known = archive.pieces();
    const Scratch scratch(source.scratch);
    storage::sqlite::copy_database(source.database, scratch.path());
    const auto named = storage::sqlite::photos_in_copy(scratch.path());
    keep_database(archive, scratch.path(), known, content);
    keep_photos(archive, source, named, known, content, snapshot);
    for (const auto& part : parts_of_list(content)) snapshot.list.push_back(archive.keep(part, known));
    snapshot.database_size = content.database_size;
    snapshot.photo_files = content.photos.size();
    archive.publish(snapshot);
    return snapshot;
}

}  // namespace agri110::backup
