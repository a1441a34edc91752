# Of bench.tsv: what is within its budget, and what is over.
BEGIN {
    FS = "\t"
    print "\nbudgets"
}
function verdict(what, got, most, unit) {
    printf "%-34s %s of %s%s: %s\n", what, got, most, unit,
        (got <= most) ? "ok" : "OVER"
}
function at_most(what, share, part) {
    printf "%-34s 1/%.0f of 1/%d: %s\n", what, share, part,
        (share >= part) ? "ok" : "OVER"
}
$1 == "floor" { floor = $2 }
/^export/ {
    most = $1 ~ /nothing/ ? 1.5 : $1 ~ /switching/ ? 2.2 : 1.8
    verdict($1, sprintf("%.2f", $2 / floor) + 0, most, " floors")
}
$1 ~ /^git: / { git[$1] = $2 }
$1 == "python -m venv --without-pip" { venv = $2 }
$1 == "venvhook create --without-pip" {
    at_most("create --without-pip", venv / $2, 50)
}
$1 == "python -m venv" { pip = $2 }
$1 == "venvhook create" { at_most("create", pip / $2, 50) }
$1 == "memory of export" {
    verdict($1, int($2 / 1024), 1024, " KiB")
}
/^idle prompt|^cd / {
    printf "%-34s %5.0f of %5.0f us, %5.2f of %s: %s%s\n", $1, $2 / 1000,
        $3 / 1000, $2 / $3, $4 == "-" ? "no budget" : $4 " $(floor)",
        $4 == "-" ? "asks the program" : $2 <= $4 * $3 ? "ok" : "OVER",
        $5 ? sprintf(" (the answer alone: %.2f)", $5 / $3) : ""
}
END {
    if (floor == 0)
        exit
    more = git["git: entering, 100,000 files"] - git["git: entering, 10 files"]
    read = git["git: reading the large index"] - git["git: reading nothing"]
    if (read > 0)
        verdict("a repository of 100,000 files",
            sprintf("%.2f", more / read) + 0, 3, " times reading its index")
    printf "(the floor is %.0f us here)\n", floor / 1000
}
