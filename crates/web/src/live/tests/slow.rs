//! A reader that does not follow is let go with a reason, and finds everything when it comes back.

use super::client::{Client, serve, token, voice};
use crate::testing::TestApp;

#[tokio::test]
async fn a_slow_reader_is_closed_with_a_reason_and_no_frame_is_left_out() {
    let app = TestApp::new().await;
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[app.voice("sam"), app.voice("jo")]).await;
    let at = serve(app.router.clone()).await;
    let words = voice(&app, meeting, "sam");
    let (mut reader, mut writer) = (Client::at(at).await, Client::at(at).await);
    reader.asks(&words, &token(&app, "jo").await).await;
    reader.hears().await.unwrap();
    writer.asks(&words, &token(&app, "sam").await).await;
    writer.hears().await.unwrap();
    // More than what waits here and in the system's own buffers together.
    let page = vec![b'a'; 1 << 20];
    for _ in 0..32 {
        writer.writes(&words, 0, &page).await;
        writer.is_told(&[8, 1], "").await;
    }
    let mut heard = 0;
    let why = loop {
        match reader.hears().await {
            Ok(frame) => {
                assert_eq!(frame[..2], [0, 2]);
                heard += 1;
            }
            Err(why) => break why,
        }
    };
    assert!(heard < 32);
    // Whoever takes nothing at all may not even take the reason.
    if let Some(why) = why {
        assert_eq!(u16::from(why.code), 4205);
    }
}
