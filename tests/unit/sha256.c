#include "config.h"

#include "core/text/sha256.h"

#include "base/arena.h"
#include "base/buf.h"
#include "fresh.h"
#include "tap.h"

/* FIPS 180-4 and NIST's examples; the base64 as Python's hashlib makes it. */
static const struct { const char *in, *hex, *base64; } rows[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b"
	    "855", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20"
	    "015ad", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
	    "JI1qYdIGOLjlwCaTDD5gOaM85Flk_yFn9uzt1BnbBsE" },
};

/* Of n letters a: around the places where padding takes another block. */
static const struct { size_t n; const char *hex; } lengths[] = {
	{ 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f7343"
	    "18" },
	{ 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec673"
	    "8a" },
	{ 63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f"
	    "34" },
	{ 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668"
	    "eb" },
	{ 119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dc"
	    "fb" },
	{ 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7"
	    "112cd0" },
};

int
main(void)
{
	struct arena a = arena_fresh();
	char *letters = arena_alloc(&a, 1000000, 1);

	memset(letters, 'a', 1000000);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf hex = buf_in(&a), base64 = buf_in(&a);

		sha256_hex(&hex, str_from(rows[i].in), 64);
		sha256_base64(&base64, str_from(rows[i].in));
		is_str(hex.p, rows[i].hex, "digest of \"%s\"", rows[i].in);
		is_str(base64.p, rows[i].base64, "RECORD's of \"%s\"",
		    rows[i].in);
	}
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		struct buf hex = buf_in(&a);

		sha256_hex(&hex, (struct str){ letters, lengths[i].n }, 64);
		is_str(hex.p, lengths[i].hex, "digest of %zu letters",
		    lengths[i].n);
	}
	return done_testing();
}
