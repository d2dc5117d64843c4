/* replay.c -- a target without its fuzzer: each file named goes through it once. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
	static uint8_t data[1 << 16];
	size_t size;
	FILE *f;
	int i;

	for (i = 1; i < argc; i++) {
		f = fopen(argv[i], "rb");
		if (!f)
			return 1;
		size = fread(data, 1, sizeof data, f);
		fclose(f);
		(void)LLVMFuzzerTestOneInput(data, size);
	}
	return 0;
}
