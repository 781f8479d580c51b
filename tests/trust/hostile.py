"""Makes a project with hostile names, and what its links lead to beside it.

    python3 tests/trust/hostile.py FOLDER

FOLDER/project is the project, FOLDER/outside what nobody may open. Prints one JSON object: what must be found, as CODE PATH pairs.
"""

import json
import os
import socket
import stat
import sys

CANARY = "canary-" + "5d41402abc4b2a76"


def main(base):
    root, outside = os.path.join(base, "project"), os.path.join(base, "outside")
    found = []

    def path(name):
        whole = os.path.join(os.fsencode(root), name if isinstance(name, bytes) else os.fsencode(name))
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        return whole

    def write(name, text="# Text\n", code=None, at=None):
        with open(path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        if code:
            found.append([code, at or name])

    def link(name, target, code="unread-file"):
        os.symlink(target, path(name))
        if code:
            found.append([code, name])

    # What lies outside: a document, a folder, a register, a picture, a theme, settings.
    for name in ["a.md", "folder/b.md", "risks.toml", "logo.png", "theme/static/annexa.css", "handbook.toml", "list.csv", "frameworks/f.toml"]:
        whole = os.path.join(outside, name)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w") as file:
            file.write(f"# {CANARY}\n")
    os.chmod(outside, 0o755)

    write("handbook.toml", 'title = "Hostile"\n[look]\nlogo = "assets/logo.png"\n', "unpublished-file")
    links = "".join(f"- [link {number}]({target})\n" for number, target in enumerate(LINKS))
    write("documents/links.md", f'+++\nid = "LINKS"\n+++\n# Links\n\n{links}\n')
    for line in range(len(LINKS)):
        found.append(["broken-link|unpublished-file", f"documents/links.md:{line + 6}"])

    # Symbolic links: to a file inside and outside, to a folder, to nothing, to itself, for each kind of thing.
    link("documents/outside.md", "../../outside/a.md")
    link("documents/absolute.md", os.path.join(outside, "a.md"))
    link("documents/inside.md", "links.md")
    link("documents/folder", "../../outside/folder")
    link("documents/nowhere.md", "../../outside/nothing.md")
    link("documents/itself.md", "itself.md")
    link("documents/up", "..")
    link("documents/_index.md", "../../outside/a.md")
    link("records/outside.md", "../../outside/a.md")
    link("registers/risks.toml", "../../outside/risks.toml")
    link("registers/list.csv", "../../outside/list.csv")
    link("assets/logo.png", "../../outside/logo.png")
    link("assets/folder", "../../outside/folder")
    link("frameworks", "../outside/frameworks")
    link("theme", "../outside/theme")
    link("people.toml", "../outside/handbook.toml")
    link("soa.toml", "/dev/zero")
    link("documents/process.md", "/proc/self/environ")
    # A hard link is a file of the project.
    os.link(path("documents/links.md"), path("assets/hard.txt"))

    # What is no file.
    for name in ["documents/pipe.md", "assets/pipe.png", "glossary.toml"]:
        os.mkfifo(path(name))
        found.append(["unread-file", name])
    server = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(os.path.dirname(path("documents/socket.md")))
    server.bind("socket.md")
    os.chdir(here)
    found.append(["unread-file", "documents/socket.md"])
    try:
        os.mknod(path("documents/device.md"), stat.S_IFCHR | 0o644, os.makedev(1, 5))
        found.append(["unread-file", "documents/device.md"])
    except (PermissionError, OSError):
        print("not proven here: a device among the files, because this user may make none", file=sys.stderr)
    os.makedirs(path("documents/folder.md"))
    found.append(["unread-file", "documents/folder.md"])

    # Names.
    for name in [b"documents/latin-\xe9.md", b"assets/latin-\xe9.png", b"documents/half-\xed\xa0\x80.md"]:
        write(name, code="unread-file", at=os.path.dirname(name).decode())
    for name in ["documents/a\nb.md", "documents/a\x1b[2Jb.md", "documents/a\\b.md", "documents/a\u202edm.exe", "documents/new\nfolder/a.md"]:
        write(name, code="unread-file", at="documents")
    for name in ["con.md", "nul.txt.md", "aux.md", "COM1.md", "com\u00b9.md", "a:b.md", "a?b.md", "a*b.md", "a|b.md", 'a"b.md', "a<b.md", "dot.", "blank "]:
        write(f"documents/names/{name}", code="unportable-name", at=f"documents/names/{name}")
    write("documents/names/twin.md", '+++\nid = "T-1"\n+++\n')
    write("documents/names/Twin.md", '+++\nid = "T-2"\n+++\n')
    found.append(["unportable-name", "documents/names/twin.md"])
    write("assets/caf\u00e9.png", code="unportable-name")
    write("assets/cafe\u0301.png")
    write("assets/" + "n" * 251 + ".png")
    write("documents/-rf.md")
    write("documents/\u00e4\u4e2d.md")
    deep = "documents/" + "/".join(["deep"] * 200) + "/deep.md"
    write(deep, code="unportable-name", at=deep)
    # Longer than a path may be: each folder is made from within the one above.
    os.chdir(root)
    os.makedirs("assets/long", exist_ok=True)
    os.chdir("assets/long")
    for _ in range(25):
        os.mkdir("l" * 200)
        os.chdir("l" * 200)
    with open("x.md", "w") as file:
        file.write("# Long\n")
    os.chdir(here)

    # Hidden files.
    write("documents/.secret.md", CANARY, "unread-file")
    write("registers/.risks.toml", CANARY, "unread-file")
    for name in ["documents/.#links.md", "documents/._links.md", "documents/.links.md.swp", "documents/.obsidian/a.md", "assets/.htaccess", "assets/.well-known/a.txt", "documents/.git/config"]:
        write(name, CANARY)
    for name in ["assets/_headers", "assets/CNAME", "assets/robots.txt", "assets/sw.js"]:
        write(name, CANARY)
    write("People.toml", code="unread-file")
    write("Documents/a.md", code="unread-file", at="Documents")
    write("registers/suppliers.TOML", code="unread-file")

    print(json.dumps({"canary": CANARY, "found": found}))


# Ways in which a link could leave the project, or lead to what is not read.
LINKS = [
    "../../outside/a.md", "%2e%2e/%2e%2e/outside/a.md", "..%2f..%2foutside%2fa.md", "%252e%252e/%252e%252e/outside/a.md",
    "..%5c..%5coutside%5ca.md", "/../outside/a.md", "/etc/passwd", "//host/share/a.md", "file:///etc/passwd", "FiLe:///etc/passwd",
    "c:/windows/win.ini", "C%3A/windows/win.ini", "outside.md", "inside.md", "folder/b.md", "up/documents/links.md", "../assets/logo.png",
    "../assets/pipe.png", "pipe.md", ".secret.md", "../assets/.htaccess", "../.git/config", "../assets/_headers", "../assets/CNAME",
    "../assets/sw.js", "../handbook.toml", "../theme/static/annexa.css", "%00", "a%00.md", "a%0ab.md", "process.md", "/proc/self/environ",
    "./../../outside/folder", "....//....//outside/a.md", "%c0%ae%c0%ae/outside/a.md", "%ff.md", "..;/outside/a.md", "\uff0e\uff0e/outside/a.md",
]

if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
