"""Nothing is lost, whatever stops a run: see `faults.py`, which injects thousands where this injects some."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from lint import disk

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no fork, no signals, no such rights")


@POSIX
@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("GB 18030, CRLF", "Word, tracked copy"), 12),
        (("report, again", "baseline update", "add-ignore, more"), 12),
        (("cache",), 6),
    ],
)
def test_injected_faults_lose_nothing(tmp_path, names, count):
    import faults

    jobs = tuple(j for j in faults.JOBS if j.name in names)
    outcomes = faults.inject(count, 7, str(tmp_path), jobs, lambda _: None)
    assert [o for o in outcomes if o.loss] == []
    assert {o.fault.kind for o in outcomes} == {"kill", "fail"}


@POSIX
@pytest.mark.parametrize("name", ["create", "put", "write"])
def test_killed_at_every_step(tmp_path, name):
    """The old bytes or the new ones are there, whole, after each step but one more."""
    import faults

    path = tmp_path / "a.txt"
    arguments = (str(path), b"old", b"new") if name == "write" else (str(path), b"new")
    held = []
    for step in range(1, 500):
        if name == "create":
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(b"old")
        child = os.fork()
        if child == 0:
            try:
                faults.Steps(faults.Fault("kill", step)).watched(getattr(disk, name))(*arguments)
            finally:
                os._exit(0)
        status = os.waitpid(child, 0)[1]
        held.append(path.read_bytes() if path.exists() else None)
        if not os.WIFSIGNALED(status):
            break
    before = None if name == "create" else b"old"
    turned = held.index(b"new")
    assert held == [before] * turned + [b"new"] * (len(held) - turned)
    assert 10 < turned < len(held) < 499
    left = [n for n in os.listdir(tmp_path) if n != "a.txt"]
    assert left and all(n.startswith(disk.LEFT) for n in left)


@POSIX
def test_a_full_disk_leaves_the_old_file(tmp_path):
    """The system itself cuts the write off in the middle."""
    import resource
    import signal

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
        try:
            disk.write(str(path), b"old", b"new" * 1000)
        except OSError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.txt"]


def test_the_order_holds_when_the_power_fails(tmp_path, monkeypatch):
    """The bytes are on the disk before the name is theirs, and the name after that."""
    done = []

    def noted(name):
        call = getattr(os, name)

        def note(*args):
            kind = ""
            if name == "fsync":
                kind = " folder" if stat.S_ISDIR(os.fstat(args[0]).st_mode) else " file"
            done.append(name + kind)
            return call(*args)

        return note

    for name in ("fsync", "replace", "link", "rename", "unlink"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, noted(name))
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    disk.write(str(path), b"old", b"new")
    folder = [] if sys.platform == "win32" else ["fsync folder"]
    assert done == ["fsync file", "replace", *folder]
    done.clear()
    disk.create(str(tmp_path / "b.txt"), b"new")
    assert done in (["fsync file", "link", "unlink", *folder], ["fsync file", "rename", *folder])


def test_a_change_while_the_new_bytes_are_written_is_kept(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    sync = os.fsync

    def late(handle):
        path.write_bytes(b"by another hand")
        sync(handle)

    monkeypatch.setattr(os, "fsync", late)
    with pytest.raises(disk.Changed):
        disk.write(str(path), b"old", b"new")
    assert path.read_bytes() == b"by another hand" and os.listdir(tmp_path) == ["a.txt"]


@POSIX
def test_what_belongs_to_a_file_stays(tmp_path):
    path, twin = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_bytes(b"old")
    path.chmod(0o604)
    os.utime(path, (1, 1))
    os.link(path, twin)
    before = path.stat()
    disk.write(str(path), b"old", b"new")
    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert after.st_mtime > 1_000_000_000  # it was changed now, and programs must see it
    assert twin.read_bytes() == b"old"  # of several names only this one gets the new text


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="no os.setxattr")
def test_attributes_stay(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.origin", b"office")
    except OSError:
        return  # a file system without attributes has none to lose
    disk.write(str(path), b"old", b"new")
    assert os.getxattr(path, "user.origin") == b"office"


def test_a_new_file_takes_no_other_s_place(tmp_path):
    path = tmp_path / "a.txt"
    disk.create(str(path), b"new")
    disk.create(str(path), b"new")  # just these bytes
    with pytest.raises(FileExistsError):
        disk.create(str(path), b"other")
    assert path.read_bytes() == b"new" and os.listdir(tmp_path) == ["a.txt"]


@POSIX
def test_a_file_system_without_links(tmp_path, monkeypatch):
    def none(*_):
        raise PermissionError(1, "no links")

    monkeypatch.setattr(os, "link", none)
    disk.create(str(tmp_path / "a.txt"), b"new")
    with pytest.raises(FileExistsError):
        disk.create(str(tmp_path / "a.txt"), b"other")
    assert os.listdir(tmp_path) == ["a.txt"]


@POSIX
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="rights stop only other users")
def test_a_folder_that_cannot_be_written(run, tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    path = folder / "a.txt"
    path.write_text("鲜明的人们立场\n", encoding="utf-8")
    folder.chmod(0o500)
    try:
        ran = run("check", "--fix", "--isolated", str(path))
    finally:
        folder.chmod(0o700)
    assert ran.code == 2 and "E907" in ran.out
    assert path.read_text(encoding="utf-8") == "鲜明的人们立场\n"


@POSIX
def test_rights_are_asked_of_the_system(run, tmp_path, monkeypatch):
    """What another user meets, told by the calls themselves: this also runs as root."""
    path = tmp_path / "a.txt"
    path.write_text("鲜明的人们立场\n", encoding="utf-8")
    for name, call in (("access", lambda *_: False), ("open", _refusing(os.open))):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, call)
            ran = run("check", "--fix", "--isolated", "a.txt")
        assert ran.code == 2 and "E907" in ran.out and "Permission denied" in ran.out
        assert path.read_text(encoding="utf-8") == "鲜明的人们立场\n"
        assert os.listdir(tmp_path) == ["a.txt"]


def _refusing(call):
    def refused(path, flags, *rest, **more):
        if disk.LEFT in str(path):
            raise PermissionError(13, "Permission denied")
        return call(path, flags, *rest, **more)

    return refused
