/* SHA-256 (FIPS 180-4), for the RECORD of installed packages and for names. */
#ifndef CORE_TEXT_SHA256_H
#define CORE_TEXT_SHA256_H

#include "base/str.h"

struct buf;

enum { SHA256_SIZE = 32 };

void sha256(struct str, unsigned char digest[SHA256_SIZE]);

/* Append the digest as RECORD has it: base64 with - and _, not padded. */
void sha256_base64(struct buf *, struct str);

/* Append the first digits of the digest in hexadecimal, an even number. */
void sha256_hex(struct buf *, struct str, int digits);

#endif
