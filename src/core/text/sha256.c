#include "config.h"

#include "core/text/sha256.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

enum { BLOCK = 64, ROUNDS = 64 };

static const uint32_t constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t
rotate(uint32_t x, int by)
{
	return x >> by | x << (32 - by);
}

/* The message schedule: 16 words of the block, 48 mixed from them. */
static void
schedule(uint32_t w[ROUNDS], const unsigned char *block)
{
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 |
		    (uint32_t)block[4 * i + 1] << 16 |
		    (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < ROUNDS; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] +
		    (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
		    (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
	}
}

static void
compress(uint32_t state[8], const unsigned char *block)
{
	uint32_t w[ROUNDS], s[8];

	schedule(w, block);
	memcpy(s, state, sizeof(s));
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t e = s[4], a = s[0];
		uint32_t t1 = s[7] + constants[i] + w[i] +
		    (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
		    ((e & s[5]) ^ (~e & s[6]));
		uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
		    ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));

		memmove(s + 1, s, 7 * sizeof(s[0]));
		s[4] += t1;
		s[0] = t1 + t2;
	}
	for (int i = 0; i < 8; i++)
		state[i] += s[i];
}

/* What is left of the message, a 1 bit, zeros, and its length in bits. */
static void
finish(uint32_t state[8], const unsigned char *rest, size_t n, uint64_t all)
{
	unsigned char last[2 * BLOCK] = { 0 };
	size_t room = n + 9 > BLOCK ? 2 * BLOCK : BLOCK;

	if (n > 0)
		memcpy(last, rest, n);
	last[n] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[room - 1 - i] = (unsigned char)(all * 8 >> 8 * i);
	compress(state, last);
	if (room > BLOCK)
		compress(state, last + BLOCK);
}

void
sha256(struct str text, unsigned char digest[SHA256_SIZE])
{
	uint32_t state[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};
	const unsigned char *p = (const unsigned char *)text.p;
	size_t n = text.n;

	for (; n >= BLOCK; n -= BLOCK, p += BLOCK)
		compress(state, p);
	finish(state, p, n, text.n);
	for (int i = 0; i < SHA256_SIZE; i++)
		digest[i] = (unsigned char)(state[i / 4] >> (24 - i % 4 * 8));
}

void
sha256_base64(struct buf *b, struct str text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned char d[SHA256_SIZE + 1] = { 0 };

	sha256(text, d);
	/* 256 bits are 42 digits of 6 bits and one of 4 */
	for (int i = 0; i < 43; i++) {
		int bit = 6 * i;
		unsigned pair = (unsigned)d[bit / 8] << 8 | d[bit / 8 + 1];

		buf_char(b, digits[pair >> (10 - bit % 8) & 63]);
	}
}

void
sha256_hex(struct buf *b, struct str text, int count)
{
	unsigned char d[SHA256_SIZE];

	sha256(text, d);
	for (int i = 0; i < count; i += 2)
		buf_hex(b, d[i / 2], 2);
}
