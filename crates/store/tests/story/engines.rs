//! Every story on both engines: `on_both! { story, … }` makes `sqlite::story` and `postgres::story`.

macro_rules! on_both {
    ($($story:ident,)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() { super::$story($crate::world::World::sqlite()).await; })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() { super::$story($crate::world::World::postgres()).await; })*
        }
    };
}
pub(crate) use on_both;
