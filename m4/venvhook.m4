# Each flag is tried by compiling and linking with -Werror: clang takes an
# unknown flag with no more than a warning.

# VH_LINKS([CFLAGS], [LDFLAGS], [IF-YES], [IF-NO])
AC_DEFUN([VH_LINKS], [
vh_saved_CFLAGS=$CFLAGS
vh_saved_LDFLAGS=$LDFLAGS
CFLAGS="$CFLAGS $vh_cflags $1 -Werror"
LDFLAGS="$LDFLAGS $vh_ldflags $2"
AC_LINK_IFELSE([AC_LANG_SOURCE([[
#include <string.h>
int
main(int argc, char **argv)
{
	char text[32] = { 0 };

	if (argc > 0)
		strncpy(text, argv[0], sizeof(text) - 1);
	return text[31];
}
]])], [vh_links=yes], [vh_links=no])
CFLAGS=$vh_saved_CFLAGS
LDFLAGS=$vh_saved_LDFLAGS
AS_IF([test $vh_links = yes], [$3], [$4])
])

# VH_TRY_CFLAGS([VARIABLE], [FLAG...]): append each flag that works
AC_DEFUN([VH_TRY_CFLAGS], [
for vh_flag in m4_normalize([$2]); do
	AC_MSG_CHECKING([whether $CC takes $vh_flag])
	VH_LINKS([$vh_flag], [], [AS_VAR_APPEND([$1], [" $vh_flag"])])
	AC_MSG_RESULT([$vh_links])
done
])

# VH_TRY_LDFLAGS([VARIABLE], [FLAG...]): the same for the linker
AC_DEFUN([VH_TRY_LDFLAGS], [
for vh_flag in m4_normalize([$2]); do
	AC_MSG_CHECKING([whether $CC links with $vh_flag])
	VH_LINKS([], [$vh_flag], [AS_VAR_APPEND([$1], [" $vh_flag"])])
	AC_MSG_RESULT([$vh_links])
done
])

# VH_TRY_FORTIFY([VARIABLE]): the highest level libc and compiler take;
# none without optimisation, where glibc warns
AC_DEFUN([VH_TRY_FORTIFY], [
AC_MSG_CHECKING([for the level of _FORTIFY_SOURCE])
vh_fortify=none
for vh_level in 2 3; do
	VH_LINKS([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$vh_level -O2], [],
	    [vh_fortify=$vh_level])
done
VH_LINKS([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$vh_fortify], [], [],
    [vh_fortify=none])
AS_IF([test $vh_fortify != none],
    [AS_VAR_APPEND([$1], [" -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$vh_fortify"])])
AC_MSG_RESULT([$vh_fortify])
])

# VH_LOOK_FOR([VARIABLE], [TOOL]): as AC_CHECK_PROG, for a tool that we can do
# without.  If it comes later, VH_LOOK_AGAIN sees it.
AC_DEFUN([VH_LOOK_FOR], [
AC_CHECK_PROG([$1], [$2], [$2])
AS_IF([test -z "$$1"], [AS_VAR_APPEND([vh_missing], [" $2"])])
])

# VH_LOOK_AGAIN: notes which tools were missing.  Makefile.am touches the note
# when one of them is there, and a newer note makes configure run again.
AC_DEFUN([VH_LOOK_AGAIN], [
AC_SUBST([CONFIG_STATUS_DEPENDENCIES], [missing-tools])
AS_ECHO(["$vh_missing"]) >missing-tools
])

# VH_COMPILED_WITH([COMMAND]): objects that another compiler or other flags
# made are deleted, for make does not see that they are not what it would make.
AC_DEFUN([VH_COMPILED_WITH], [
AS_ECHO(["$1"]) >conftest.command
AS_IF([! cmp -s conftest.command compiled-with],
    [find src tests -name '*.o' -exec rm -f {} + 2>/dev/null])
mv -f conftest.command compiled-with
])

# VH_PREFER_MUSL: CC=musl-gcc where nobody chose a compiler, one static
# program comes out of it, and nothing was asked for that needs another
AC_DEFUN([VH_PREFER_MUSL], [
AC_BEFORE([$0], [AC_PROG_CC])
AS_IF([test "x${CC-}$host_alias" = x && test "x$enable_static" != xno &&
    test "x$enable_sanitizers$enable_fuzz" = xnono], [
	VH_LOOK_FOR([MUSL_GCC], [musl-gcc])
	AC_MSG_CHECKING([whether musl-gcc makes static programs])
	vh_musl=no
	echo 'int main(void) { return 0; }' >conftest.c
	AS_IF([test -n "$MUSL_GCC" &&
	    $MUSL_GCC -static -o conftest conftest.c >&AS_MESSAGE_LOG_FD 2>&1 &&
	    ./conftest], [vh_musl=yes CC=$MUSL_GCC])
	rm -f conftest conftest.c
	AC_MSG_RESULT([$vh_musl])
])])

# VH_COMPLETION_DIR([SHELL], [DEFAULT]): --with-SHELL-completion-dir=DIR|no.
# The default stays below our own prefix; what pkg-config answers does not.
AC_DEFUN([VH_COMPLETION_DIR], [
AC_ARG_WITH([$1-completion-dir],
    [AS_HELP_STRING([--with-$1-completion-dir=DIR],
	[where $1 looks for completions, or no @<:@$2@:>@])],
    [], [with_$1_completion_dir=yes])
AS_CASE([$with_$1_completion_dir],
    [yes], [AC_SUBST([$1compdir], ['$2'])],
    [AC_SUBST([$1compdir], [$with_$1_completion_dir])])
AM_CONDITIONAL([WITH_]m4_toupper([$1]), [test "x$with_$1_completion_dir" != xno])
])
