use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

fn likelihood(criterion: &mut Criterion) {
    let data: Vec<f64> = (1..=100).map(|i| 0.05 * f64::from(i)).collect();
    let gradient = |p: &[f64]| enzyme::gradient(|p| reach::log_likelihood(p[0], p[1], &data), p);
    let by_rate = gradient(&[2.0, 3.0])[1];
    let expected = 100.0 * 2.0 / 3.0 - data.iter().sum::<f64>();
    assert!((by_rate - expected).abs() < 1e-9, "{by_rate} {expected}");
    criterion.bench_function("gradient of a likelihood", |bencher| {
        bencher.iter(|| gradient(black_box(&[2.0, 3.0])));
    });
}

criterion_group!(benches, likelihood);
criterion_main!(benches);
