//! Two processes on one PostgreSQL serve the same meeting.

use super::client::{Client, serve, token, voice};
use crate::{
    http::{App, Options, router::router},
    testing::TestApp,
};

#[tokio::test]
async fn what_is_written_at_one_process_is_read_at_the_other() {
    let app = TestApp::on_postgres().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo")]).await;
    let other = App::new(app.another_process().await, Options::default());
    let (here, there) = (serve(app.router.clone()).await, serve(router(other)).await);
    let words = voice(&app, meeting, "sam");
    let (mut writer, mut reader) = (Client::at(here).await, Client::at(there).await);
    writer.asks(&words, &token(&app, "sam").await).await;
    writer.is_told(&[2, 2], "read-write").await;
    reader.asks(&words, &token(&app, "jo").await).await;
    reader.is_told(&[2, 2], "readonly").await;
    reader.steps(&words).await;
    reader.is_told(&[0, 1], "").await;
    reader.is_told(&[0, 0], "").await;
    for clock in 0..3 {
        writer.writes(&words, clock, b"w").await;
        writer.is_told(&[8, 1], "").await;
        let heard = reader.hears().await.unwrap();
        assert_eq!(heard[..2], [0, 2]);
    }
}
