/* floor_key.c -- what a guess of a password costs by itself: Argon2id with the passes and
 * MiB given.  usage: floor_key PASSES MIB; prints milliseconds.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
	unsigned char salt[crypto_pwhash_SALTBYTES] = { 0 }, key[32];
	double start;

	if (argc < 3 || sodium_init() < 0)
		return 2;
	start = now_ms();
	if (crypto_pwhash(key, sizeof key, "demo", 4, salt, strtoul(argv[1], NULL, 10),
			  strtoul(argv[2], NULL, 10) << 20,
			  crypto_pwhash_ALG_ARGON2ID13) != 0)
		return 1;
	printf("%.2f\n", now_ms() - start);
	return 0;
}
