//! Several requests in flight on one connection, sent strictly in their order.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

/// A request that is sent when it is first polled, as every request of tokio-postgres is.
pub(crate) type Request<'a> = Pin<Box<dyn Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>;

/// Sends all requests in their order and waits for every answer; the first error, or all counts.
///
/// The order is what keeps a `COMMIT` behind the statements it commits, so it is not left
/// to a general join.
pub(crate) async fn in_order(mut requests: Vec<Request<'_>>) -> Result<Vec<u64>, tokio_postgres::Error> {
    let mut answers: Vec<Poll<Result<u64, tokio_postgres::Error>>> = Vec::with_capacity(requests.len());
    poll_fn(|cx| {
        if answers.is_empty() {
            answers.extend(requests.iter_mut().map(|request| request.as_mut().poll(cx)));
        }
        for (request, answer) in requests.iter_mut().zip(answers.iter_mut()) {
            if answer.is_pending() {
                *answer = request.as_mut().poll(cx);
            }
            if answer.is_pending() {
                return Poll::Pending;
            }
        }
        Poll::Ready(())
    })
    .await;
    answers
        .into_iter()
        .filter_map(|answer| match answer {
            Poll::Ready(answer) => Some(answer),
            Poll::Pending => None,
        })
        .collect()
}
