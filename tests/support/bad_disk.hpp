// A disk that a test can watch, hold and break: sits between SQLite and the files of every database opened meanwhile.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <functional>
#include <stdexcept>

namespace agri110::storage::sqlite {

class BadDisk {
public:
    enum class File { database, log };
    enum class Doing { write, sync };
    /// Called before each write and flush, from whatever thread does it; true breaks it.
    using Breaks = std::function<bool(File, Doing)>;

    /// Stands before the default disk until destroyed; open no database before, close all of them before the end.
    /// `says` is SQLite's word for a broken write.
    explicit BadDisk(Breaks breaks, int says = SQLITE_IOERR_WRITE)
        : breaks_(std::move(breaks)), says_(says), below_(sqlite3_vfs_find(nullptr)), disk_(*below_)
    {
        disk_.zName = "bad disk";
        disk_.xOpen = open;
        disk_.pNext = nullptr;
        current_ = this;
        if (sqlite3_vfs_register(&disk_, 1) != SQLITE_OK) throw std::runtime_error("SQLite takes no other disk");
    }
    ~BadDisk()
    {
        sqlite3_vfs_unregister(&disk_);
        sqlite3_vfs_register(below_, 1);
        current_ = nullptr;
    }
    BadDisk(const BadDisk&) = delete;
    BadDisk& operator=(const BadDisk&) = delete;

private:
    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out)
    {
        auto* below = current_.load()->below_;
        const int code = below->xOpen(below, name, file, flags, flags_out);
        if (code != SQLITE_OK || file->pMethods == nullptr) return code;
        real_ = file->pMethods;
        if ((flags & SQLITE_OPEN_MAIN_DB) != 0) file->pMethods = &watched<File::database>();
        if ((flags & SQLITE_OPEN_WAL) != 0) file->pMethods = &watched<File::log>();
        return code;
    }

    template <File file>
    static const sqlite3_io_methods& watched()
    {
        static const sqlite3_io_methods methods = [] {
            auto copy = *real_.load();
            copy.xWrite = write<file>;
            copy.xSync = sync<file>;
            return copy;
        }();
        return methods;
    }

    template <File which>
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at)
    {
        if (current_.load()->breaks_(which, Doing::write)) return current_.load()->says_;
        return real_.load()->xWrite(file, bytes, count, at);
    }

    template <File which>
    static int sync(sqlite3_file* file, int flags)
    {
        if (current_.load()->breaks_(which, Doing::sync)) return SQLITE_IOERR_FSYNC;
        return real_.load()->xSync(file, flags);
    }

    inline static std::atomic<BadDisk*> current_ = nullptr;
    inline static std::atomic<const sqlite3_io_methods*> real_ = nullptr;

    Breaks breaks_;
    int says_;
    sqlite3_vfs* below_;
    sqlite3_vfs disk_;
};

}  // namespace agri110::storage::sqlite
