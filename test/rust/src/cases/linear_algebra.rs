//! Factorisations, solvers and eigenvalues.

/// A well-conditioned matrix that depends on `x`.
fn matrix<const N: usize>(x: &[f64]) -> [[f64; N]; N] {
    let mut a = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..N {
            a[i][j] = x[(i + 2 * j) % x.len()] / (1 + i + j) as f64 + if i == j { 3.0 } else { 0.0 };
        }
    }
    a
}

fn determinant_by_lu(x: &[f64]) -> f64 {
    let mut a = matrix::<4>(x);
    let mut determinant = 1.0;
    for k in 0..4 {
        let pivot = (k..4).max_by(|i, j| a[*i][k].abs().total_cmp(&a[*j][k].abs())).unwrap();
        if pivot != k {
            a.swap(pivot, k);
            determinant = -determinant;
        }
        determinant *= a[k][k];
        for i in k + 1..4 {
            let factor = a[i][k] / a[k][k];
            for j in k..4 {
                a[i][j] -= factor * a[k][j];
            }
        }
    }
    determinant
}

fn gauss_solve(x: &[f64]) -> f64 {
    let (mut a, mut b) = (matrix::<3>(x), [x[0], 1.0, x[1] * x[1]]);
    for k in 0..3 {
        for i in k + 1..3 {
            let factor = a[i][k] / a[k][k];
            for j in k..3 {
                a[i][j] -= factor * a[k][j];
            }
            b[i] -= factor * b[k];
        }
    }
    for k in (0..3).rev() {
        for j in k + 1..3 {
            b[k] -= a[k][j] * b[j];
        }
        b[k] /= a[k][k];
    }
    b.iter().map(|v| v * v).sum()
}

fn cholesky(x: &[f64]) -> f64 {
    const N: usize = 4;
    let a = matrix::<N>(x);
    let mut s = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..N {
            s[i][j] = (0..N).map(|k| a[i][k] * a[j][k]).sum();
        }
    }
    let mut l = [[0.0_f64; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
            l[i][j] = if i == j { (s[i][i] - dot).sqrt() } else { (s[i][j] - dot) / l[j][j] };
        }
    }
    (0..N).map(|i| 2.0 * l[i][i].ln()).sum()
}

fn cholesky_flat(x: &[f64]) -> f64 {
    let n = x.len();
    let mut a = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..n {
            a[i * n + j] = (-(x[i] - x[j]).powi(2)).exp() + if i == j { 0.1 } else { 0.0 };
        }
    }
    for j in 0..n {
        for k in 0..j {
            for i in j..n {
                a[i * n + j] -= a[i * n + k] * a[j * n + k];
            }
        }
        let root = a[j * n + j].sqrt();
        for i in j..n {
            a[i * n + j] /= root;
        }
    }
    (0..n).map(|i| a[i * n + i].ln()).sum()
}

fn gram_schmidt(x: &[f64]) -> f64 {
    const N: usize = 3;
    let mut q = matrix::<N>(x);
    let mut r = [[0.0; N]; N];
    for j in 0..N {
        for k in 0..j {
            r[k][j] = (0..N).map(|i| q[i][k] * q[i][j]).sum();
            for i in 0..N {
                q[i][j] -= r[k][j] * q[i][k];
            }
        }
        r[j][j] = (0..N).map(|i| q[i][j] * q[i][j]).sum::<f64>().sqrt();
        for i in 0..N {
            q[i][j] /= r[j][j];
        }
    }
    r[0][0] * r[1][1] + r[0][2] * q[1][1]
}

fn householder(x: &[f64]) -> f64 {
    let mut a = matrix::<3>(x);
    for k in 0..2 {
        let norm = (k..3).map(|i| a[i][k] * a[i][k]).sum::<f64>().sqrt();
        let mut v = [0.0; 3];
        for i in k..3 {
            v[i] = a[i][k];
        }
        v[k] += norm.copysign(a[k][k]);
        let length: f64 = v.iter().map(|v| v * v).sum();
        for j in k..3 {
            let dot: f64 = (k..3).map(|i| v[i] * a[i][j]).sum();
            for i in k..3 {
                a[i][j] -= 2.0 * dot / length * v[i];
            }
        }
    }
    a[0][0].abs() + a[1][1] * a[2][2]
}

fn power_iteration(x: &[f64]) -> f64 {
    let a = matrix::<3>(x);
    let mut v = [1.0; 3];
    let mut value = 0.0;
    for _ in 0..60 {
        let mut w = [0.0; 3];
        for i in 0..3 {
            w[i] = (0..3).map(|j| a[i][j] * v[j]).sum();
        }
        value = w.iter().map(|w| w * w).sum::<f64>().sqrt();
        v = w.map(|w| w / value);
    }
    value
}

fn jacobi_eigenvalues(x: &[f64]) -> f64 {
    let (mut a, mut b, mut c) = (2.0 + x[0], x[1], x[2] - 1.0);
    for _ in 0..2 {
        let phi = 0.5 * (2.0 * b).atan2(a - c);
        let (s, k) = phi.sin_cos();
        let (na, nc) = (k * k * a + 2.0 * s * k * b + s * s * c, s * s * a - 2.0 * s * k * b + k * k * c);
        b = (k * k - s * s) * b + s * k * (c - a);
        (a, c) = (na, nc);
    }
    a * a * c + b
}

fn conjugate_gradient(x: &[f64]) -> f64 {
    const N: usize = 5;
    let apply = |v: &[f64; N]| -> [f64; N] {
        std::array::from_fn(|i| {
            let left = if i > 0 { v[i - 1] } else { 0.0 };
            let right = if i + 1 < N { v[i + 1] } else { 0.0 };
            (2.0 + x[0] * x[0]) * v[i] - left - right
        })
    };
    let dot = |a: &[f64; N], b: &[f64; N]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let (mut u, mut r) = ([0.0; N], [x[1], 1.0, 0.5, x[1] * x[0], -1.0]);
    let mut p = r;
    let mut rr = dot(&r, &r);
    for _ in 0..4 {
        let ap = apply(&p);
        let alpha = rr / dot(&p, &ap);
        for i in 0..N {
            u[i] += alpha * p[i];
            r[i] -= alpha * ap[i];
        }
        let next = dot(&r, &r);
        for i in 0..N {
            p[i] = r[i] + next / rr * p[i];
        }
        rr = next;
    }
    dot(&u, &u)
}

fn thomas(x: &[f64]) -> f64 {
    let n = x.len();
    let (mut c, mut d) = (vec![0.0; n], vec![0.0; n]);
    for i in 0..n {
        let before = if i > 0 { (c[i - 1], d[i - 1]) } else { (0.0, 0.0) };
        let pivot = 4.0 + x[i] * x[i] - before.0;
        c[i] = 1.0 / pivot;
        d[i] = (x[i] + before.1) / pivot;
    }
    for i in (0..n - 1).rev() {
        d[i] += c[i] * d[i + 1];
    }
    d.iter().map(|v| v * v).sum()
}

fn matrix_exponential(x: &[f64]) -> f64 {
    type M = [[f64; 2]; 2];
    fn product(a: &M, b: &M) -> M {
        let mut c = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..2 {
                c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
            }
        }
        c
    }
    let a = [[x[0], x[1]], [-x[1], x[2]]];
    let (mut term, mut sum) = ([[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]]);
    for k in 1..16 {
        term = product(&term, &a).map(|row| row.map(|v| v / f64::from(k)));
        for (s, t) in sum.iter_mut().flatten().zip(term.iter().flatten()) {
            *s += t;
        }
    }
    sum[0][0] * sum[1][1] + sum[0][1]
}

fn inverse_2x2(x: &[f64]) -> f64 {
    fn inverse(m: [[f64; 2]; 2]) -> Option<[[f64; 2]; 2]> {
        let d = m[0][0] * m[1][1] - m[0][1] * m[1][0];
        (d.abs() > 1e-12).then(|| [[m[1][1] / d, -m[0][1] / d], [-m[1][0] / d, m[0][0] / d]])
    }
    let Some(i) = inverse([[x[0], x[1]], [x[2], 2.0]]) else { return 0.0 };
    i[0][0] * i[1][1] - 3.0 * i[0][1] * i[1][0]
}

fn complex_polynomial(x: &[f64]) -> f64 {
    #[derive(Clone, Copy)]
    struct Complex {
        re: f64,
        im: f64,
    }
    impl std::ops::Mul for Complex {
        type Output = Self;
        fn mul(self, o: Self) -> Self {
            Self { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
        }
    }
    let z = Complex { re: x[0], im: x[1] };
    let mut p = Complex { re: 1.0, im: 0.0 };
    for k in 0..5 {
        p = p * z;
        p.re += f64::from(k) * 0.5;
    }
    p.re.hypot(p.im)
}

cases! {
    determinant_by_lu: [0.5, 1.5, -0.7], [4.0, -9.0, 2.0, 1.0];
    gauss_solve: [0.5, 1.5, -0.7];
    cholesky: [0.5, 1.5, -0.7];
    cholesky_flat: [0.5, 1.5, -0.7, 2.0];
    gram_schmidt: [0.5, 1.5, -0.7];
    householder: [0.5, 1.5, -0.7];
    power_iteration: [0.5, 1.5, 0.7];
    jacobi_eigenvalues: [0.5, 1.5, -0.7];
    conjugate_gradient: [0.5, 1.5];
    thomas: [0.5, 1.5, -0.7, 1.0];
    matrix_exponential: [0.5, 1.5, -0.7];
    inverse_2x2: [0.5, 1.5, -0.7];
    complex_polynomial: [0.5, 1.5];
}
