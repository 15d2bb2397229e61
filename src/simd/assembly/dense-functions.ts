import { ELU, RELU, SIGMOID, TANH } from './dense-plan';
import { madd } from './madd';

// Four values at a time. All functions are built on e^x for x <= 0, with x = n ln 2 + r, |r| <= ln 2 / 2, and Taylor's
// series of e^r - 1 up to r^7, whose rest is below 2e-8. NaN stays NaN.

const ROUNDER: f32 = 12582912; // 1.5 * 2^23: a sum with it is whole, its lowest bits are n

// @ts-ignore: decorator
@inline
function shifted(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504)), f32x4.splat(ROUNDER));
}

/** 2^n. */
// @ts-ignore: decorator
@inline
function power(shifted: v128): v128 {
  return i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000));
}

/** e^r - 1. */
// @ts-ignore: decorator
@inline
function restLess1(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, f32x4.splat(ROUNDER));
  const r = madd(n, f32x4.splat(2.12194440e-4), madd(n, f32x4.splat(-0.693359375), x)); // ln 2 in two parts
  let sum = madd(r, f32x4.splat(1.0 / 5040), f32x4.splat(1.0 / 720));
  sum = madd(r, sum, f32x4.splat(1.0 / 120));
  sum = madd(r, sum, f32x4.splat(1.0 / 24));
  sum = madd(r, sum, f32x4.splat(1.0 / 6));
  sum = madd(r, sum, f32x4.splat(0.5));
  return madd(f32x4.mul(r, r), sum, r);
}

/** e^x for x <= 0; below -87, what it is there. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const limited = f32x4.pmax(x, f32x4.splat(-87));
  const whole = shifted(limited);
  const scale = power(whole);
  return madd(scale, restLess1(limited, whole), scale);
}

/** e^x - 1 for x <= 0. */
// @ts-ignore: decorator
@inline
export function exponentialLess1(x: v128): v128 {
  const limited = f32x4.pmax(x, f32x4.splat(-87));
  const whole = shifted(limited);
  const scale = power(whole);
  return madd(scale, restLess1(limited, whole), f32x4.sub(scale, f32x4.splat(1)));
}

/** ln(1 + u) for u from 0 to 1: 2 artanh(s) with s = u / (2 + u), by its series up to s^15. */
// @ts-ignore: decorator
@inline
export function logarithmOf1And(u: v128): v128 {
  const s = f32x4.div(u, f32x4.add(u, f32x4.splat(2)));
  const square = f32x4.mul(s, s);
  let sum = madd(square, f32x4.splat(2.0 / 15), f32x4.splat(2.0 / 13));
  sum = madd(square, sum, f32x4.splat(2.0 / 11));
  sum = madd(square, sum, f32x4.splat(2.0 / 9));
  sum = madd(square, sum, f32x4.splat(2.0 / 7));
  sum = madd(square, sum, f32x4.splat(2.0 / 5));
  sum = madd(square, sum, f32x4.splat(2.0 / 3));
  return f32x4.mul(s, madd(square, sum, f32x4.splat(2)));
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const small = exponential(f32x4.neg(f32x4.abs(x)));
  const one = f32x4.splat(1);
  const above = v128.bitselect(small, one, f32x4.lt(x, f32x4.splat(0)));
  return f32x4.div(above, f32x4.add(one, small));
}

// @ts-ignore: decorator
@inline
function hyperbolicTangent(x: v128): v128 {
  const less = exponentialLess1(f32x4.mul(f32x4.abs(x), f32x4.splat(-2)));
  const size = f32x4.div(f32x4.neg(less), f32x4.add(less, f32x4.splat(2)));
  return v128.bitselect(x, size, f32x4.splat(-0.0)); // with the sign of x
}

// @ts-ignore: decorator
@inline
function exponentialLinear(x: v128): v128 {
  const zero = f32x4.splat(0);
  return v128.bitselect(x, exponentialLess1(x), f32x4.gt(x, zero));
}

/** Applies an activation to values in place; `forward` has done relu and linear already. */
export function activate(activation: i32, from: usize, to: usize): void {
  if (activation == TANH) {
    for (; from < to; from += 16) v128.store(from, hyperbolicTangent(v128.load(from)));
  } else if (activation == SIGMOID) {
    for (; from < to; from += 16) v128.store(from, sigmoid(v128.load(from)));
  } else if (activation == ELU) {
    for (; from < to; from += 16) v128.store(from, exponentialLinear(v128.load(from)));
  }
}

/** A gradient before an activation, from that behind it and the value that it made. */
// @ts-ignore: decorator
@inline
export function before(activation: i32, gradient: v128, made: v128): v128 {
  if (activation == RELU) return v128.and(gradient, f32x4.gt(made, f32x4.splat(0)));
  const one = f32x4.splat(1);
  if (activation == TANH) return f32x4.mul(gradient, f32x4.sub(one, f32x4.mul(made, made)));
  if (activation == SIGMOID) return f32x4.mul(gradient, f32x4.mul(made, f32x4.sub(one, made)));
  if (activation == ELU) return f32x4.mul(gradient, f32x4.add(one, f32x4.pmin(made, f32x4.splat(0))));
  return gradient;
}
