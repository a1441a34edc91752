# The picture in README is what the program shows, drawn by `make transcript`.

load lib/common

# What of the picture a reader sees, line by line, and whether it fits.
read_picture='import sys, xml.etree.ElementTree as xml
svg = "{http://www.w3.org/2000/svg}"
root = xml.parse(sys.argv[1]).getroot()
width = float(root.get("width"))
for text in root.iter(svg + "text"):
    print("".join(text.itertext()))
    for part in text.iter(svg + "tspan"):
        if float(part.get("x")) + float(part.get("textLength")) > width:
            sys.exit("too wide: " + part.text)
    if float(text.get("y")) > float(root.get("height")):
        sys.exit("too low")
print(root.get("role"), root.find(svg + "title").text)
print(root.find(svg + "desc").text)'

@test "transcript: the picture is what the program shows, word for word" {
    need git python3
    "$top_srcdir/tools/transcript" "$VENVHOOK" drawn.svg
    diff -u "$top_srcdir/doc/transcript.svg" drawn.svg ||
        fail "'make transcript' draws it again"
    grep -qF '(doc/transcript.svg)' "$top_srcdir/README.md"
}

@test "transcript: it holds what README tells of it, and no path of this machine" {
    python3 -I -c "$read_picture" "$top_srcdir/doc/transcript.svg" >seen
    grep -qx '(shop) ~/shop$ command -v python' seen
    grep -qx '/home/me/shop/.venv/bin/python' seen
    grep -q 'blog/.venv: not activated: you have not allowed it' seen
    grep -q 'clone/.venv: not activated: git tracks bin/activate in it' seen
    [ "$(tail -n 1 seen)" = '~$' ]
    for path in $(grep -oE '(^| )/[^ ]*' seen); do
        case $path in /home/me/*) ;; *) fail "a path of this machine: $path" ;; esac
    done
}

@test "transcript: who cannot see it reads the same, folded or not" {
    python3 -I -c "$read_picture" "$top_srcdir/doc/transcript.svg" >seen
    sed -n '/^img /q;p' seen | tr -d '\n' >drawn
    sed '1,/^img /d' seen | tr -d '\n' >said
    grep -q '^img .' seen
    assert_equal "$(cat said)" "$(cat drawn)"
    [ -s said ]
}
