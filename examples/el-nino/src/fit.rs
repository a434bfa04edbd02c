//! The minimisation, by argmin's L-BFGS.

use crate::misfit::Misfit;
use argmin::core::{CostFunction, Error, Executor, Gradient, IterState, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;

impl CostFunction for Misfit {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, b: &Self::Param) -> Result<f64, Error> {
        Ok(self.value(b))
    }
}

impl Gradient for Misfit {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, b: &Self::Param) -> Result<Self::Gradient, Error> {
        Ok(self.value_and_gradient(b).1)
    }
}

/// Where a minimisation ended.
pub struct Fit {
    pub parameters: Vec<f64>,
    pub misfit: f64,
    pub iterations: u64,
}

/// Minimises `misfit` from `start`.
///
/// # Errors
///
/// What argmin reports.
pub fn minimise(misfit: Misfit, start: &[f64]) -> Result<Fit, Error> {
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), 9).with_tolerance_grad(1e-7)?;
    let outcome = Executor::new(misfit, solver)
        .configure(|state: IterState<Vec<f64>, Vec<f64>, (), (), (), f64>| {
            state.param(start.to_vec()).max_iters(500)
        })
        .run()?;
    let state = outcome.state();
    Ok(Fit {
        parameters: state
            .get_best_param()
            .expect("a minimisation visits its start")
            .clone(),
        misfit: state.get_best_cost(),
        iterations: state.get_iter(),
    })
}
