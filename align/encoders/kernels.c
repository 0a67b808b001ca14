/* The loops around the matrix products of the bundled encoder, each one pass over its rows.
 *
 * `align/encoders/kernels.py` says what each function computes, and does the same with numpy where this file
 * could not be compiled. The functions are called through ctypes, so they run beside other threads.
 */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <math.h>
#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* One build for all processors of a family: the loader takes the widest vectors that the machine has. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#define WIDEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDEST
#endif

#if defined(_MSC_VER)
#define INLINE static __forceinline
#define restrict __restrict
#else
#define INLINE static inline __attribute__((always_inline))
#endif

/* To be raised, here and in kernels.py, with each change of a function's arguments or meaning. */
#define VERSION 1

#define WIDE 256
#define TILE 4
#define LANES 16
#define MOST 8
#define BRANCHES 3
#define EMBEDDED 512
#define CONVOLVED (BRANCHES * WIDE)
#define EPS 1e-12f

/* The compiler writes each loop once for every `n` or `width` it is called with, which it then knows. */

/* out[r] = max(0, sum over k of shares[slots[k][r]][place + k]) + normed[slots[own][r]][branch] */
INLINE void add_up_n(const float *restrict shares, int64_t places, int64_t place, const float *restrict normed,
                     int64_t branches, int64_t branch, const int32_t *restrict slots, int64_t rows, int own,
                     float *restrict out, const int n)
{
    for (int64_t r = 0; r < rows; r++) {
        const float *share[MOST];
        for (int k = 0; k < n; k++)
            share[k] = shares + (slots[k * rows + r] * places + place + k) * WIDE;
        const float *residual = normed + (slots[own * rows + r] * branches + branch) * WIDE;
        float *to = out + r * WIDE;
        for (int c = 0; c < WIDE; c++) {
            float sum = share[0][c];
            for (int k = 1; k < n; k++)
                sum += share[k][c];
            to[c] = (sum > 0.0f ? sum : 0.0f) + residual[c];
        }
    }
}

EXPORT WIDEST void add_up(const float *shares, int64_t places, int64_t place, const float *normed,
                          int64_t branches, int64_t branch, const int32_t *slots, int64_t n, int64_t rows,
                          int64_t own, float *out)
{
    switch (n) {
    case 2: add_up_n(shares, places, place, normed, branches, branch, slots, rows, (int)own, out, 2); break;
    case 3: add_up_n(shares, places, place, normed, branches, branch, slots, rows, (int)own, out, 3); break;
    case 5: add_up_n(shares, places, place, normed, branches, branch, slots, rows, (int)own, out, 5); break;
    }
}

/* out[w][t] = sum over j of into[w][j] * state[reach[j][t]] */
INLINE void turn_n(const float *restrict state, const int64_t *restrict reach, int64_t tiles,
                   const float *restrict into, float *restrict out, const int width)
{
    for (int64_t t = 0; t < tiles; t++) {
        const float *from[MOST];
        for (int j = 0; j < width; j++)
            from[j] = state + reach[j * tiles + t] * WIDE;
        for (int begin = 0; begin < WIDE; begin += LANES) {
            for (int w = 0; w < width; w++) {
                float sum[LANES] = {0};
                for (int j = 0; j < width; j++)
                    for (int c = 0; c < LANES; c++)
                        sum[c] += into[w * width + j] * from[j][begin + c];
                for (int c = 0; c < LANES; c++)
                    out[(w * tiles + t) * WIDE + begin + c] = sum[c];
            }
        }
    }
}

EXPORT WIDEST void turn(const float *state, const int64_t *reach, int64_t tiles, int64_t width,
                        const float *into, float *out)
{
    switch (width) {
    case 5: turn_n(state, reach, tiles, into, out, 5); break;
    case 6: turn_n(state, reach, tiles, into, out, 6); break;
    case 8: turn_n(state, reach, tiles, into, out, 8); break;
    }
}

/* out[t * TILE + m] = max(0, bias + sum over w of back[m][w] * product[w][t]) + state[t * TILE + m] */
INLINE void turn_back_n(const float *restrict product, int64_t tiles, const float *restrict back,
                        const float *restrict bias, const float *restrict state, float *restrict out,
                        int64_t stride, const int width)
{
    for (int64_t t = 0; t < tiles; t++)
        for (int begin = 0; begin < WIDE; begin += LANES) {
            float sum[TILE][LANES];
            for (int m = 0; m < TILE; m++)
                for (int c = 0; c < LANES; c++)
                    sum[m][c] = bias[begin + c];
            for (int w = 0; w < width; w++) {
                const float *from = product + (w * tiles + t) * WIDE + begin;
                for (int m = 0; m < TILE; m++)
                    for (int c = 0; c < LANES; c++)
                        sum[m][c] += back[m * width + w] * from[c];
            }
            for (int m = 0; m < TILE; m++) {
                const float *residual = state + (t * TILE + m) * WIDE + begin;
                float *to = out + (t * TILE + m) * stride + begin;
                for (int c = 0; c < LANES; c++)
                    to[c] = (sum[m][c] > 0.0f ? sum[m][c] : 0.0f) + residual[c];
            }
        }
}

EXPORT WIDEST void turn_back(const float *product, int64_t tiles, int64_t width, const float *back,
                             const float *bias, const float *state, float *out, int64_t stride)
{
    switch (width) {
    case 5: turn_back_n(product, tiles, back, bias, state, out, stride, 5); break;
    case 6: turn_back_n(product, tiles, back, bias, state, out, stride, 6); break;
    case 8: turn_back_n(product, tiles, back, bias, state, out, stride, 8); break;
    }
}

/* Normalise the features of each segment's rows and add them up; `mean` and `scale` are what normalises a row. */
EXPORT WIDEST void pool(const float *restrict embedding, const float *restrict sums, const float *restrict squares,
                        const int32_t *restrict slots, const float *restrict convolved,
                        const int64_t *restrict begins, const int64_t *restrict ends, int64_t segments,
                        float *restrict mean, float *restrict scale, float *restrict totals)
{
    const float features = EMBEDDED + CONVOLVED;
    for (int64_t s = 0; s < segments; s++) {
        float *total = totals + s * (EMBEDDED + CONVOLVED);
        float shift = 0.0f;
        for (int c = 0; c < EMBEDDED + CONVOLVED; c++)
            total[c] = 0.0f;
        for (int64_t r = begins[s]; r < ends[s]; r++) {
            const float *row = convolved + r * CONVOLVED;
            const float *piece = embedding + (int64_t)slots[r] * EMBEDDED;
            float sum[LANES] = {0}, square[LANES] = {0};
            for (int begin = 0; begin < CONVOLVED; begin += LANES)
                for (int c = 0; c < LANES; c++) {
                    sum[c] += row[begin + c];
                    square[c] += row[begin + c] * row[begin + c];
                }
            float all = sums[slots[r]], spread = squares[slots[r]];
            for (int c = 0; c < LANES; c++) {
                all += sum[c];
                spread += square[c];
            }
            mean[r] = all / features;
            scale[r] = 1.0f / sqrtf(spread / features - mean[r] * mean[r] + EPS);
            shift += scale[r] * mean[r];
            const float by = scale[r];
            for (int c = 0; c < EMBEDDED; c++)
                total[c] += by * piece[c];
            for (int c = 0; c < CONVOLVED; c++)
                total[EMBEDDED + c] += by * row[c];
        }
        for (int c = 0; c < EMBEDDED + CONVOLVED; c++)
            total[c] -= shift;
    }
}

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_align_kernels", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__align_kernels(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddIntConstant(made, "VERSION", VERSION) < 0) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
