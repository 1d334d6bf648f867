// Pieces as files of a folder, such as another disk.
#include <fstream>
#include <iterator>
#include <set>

#include "backup/piece_store.hpp"
#include "photos/durable_file.hpp"

namespace agri110::backup {
namespace {

namespace fs = std::filesystem;

class FolderPieceStore final : public PieceStore {
public:
    explicit FolderPieceStore(const fs::path& folder) : folder_(fs::absolute(folder)) {}

    void put(const std::string& key, std::string_view bytes) override
    {
        const auto path = folder_ / key;
        photos::make_folder(path.parent_path());
        photos::write_durably(path, bytes);
        changed_.insert(path.parent_path());
    }

    void settle() override
    {
        for (const auto& folder : changed_) photos::flush_folder(folder);
        changed_.clear();
    }

    std::optional<std::string> get(const std::string& key) const override
    {
        const auto path = folder_ / key;
        std::ifstream in(path, std::ios::binary);
        if (!in && !fs::exists(path)) return std::nullopt;
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (!in) throw std::runtime_error(path.string() + " cannot be read");
        return bytes;
    }

    std::vector<std::string> list(const std::string& folder) const override
    {
        std::vector<std::string> keys;
        if (!fs::exists(folder_ / folder)) return keys;
        for (const auto& entry : fs::recursive_directory_iterator(folder_ / folder))
            if (!entry.is_directory()) keys.push_back(entry.path().lexically_relative(folder_).generic_string());
        return keys;
    }

    bool empty() const override
    {
        if (!fs::exists(folder_)) return true;
        for (const auto& entry : fs::directory_iterator(folder_))
            if (entry.path().filename() != "lost+found") return false;
        return true;
    }

    void remove(const std::string& key) override
    {
        fs::remove(folder_ / key);
        changed_.insert((folder_ / key).parent_path());
    }

    std::string description() const override { return folder_.string(); }

private:
    fs::path folder_;
    std::set<fs::path> changed_;
};

}  // namespace

std::unique_ptr<PieceStore> pieces_in_folder(const fs::path& folder)
{
    return std::make_unique<FolderPieceStore>(folder);
}

}  // namespace agri110::backup
