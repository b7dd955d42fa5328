//! Articles are found by words of their titles and newest texts.

use serde_json::json;

use crate::desk::Desk;

async fn found(desk: &Desk, words: &str) -> Vec<i64> {
    let words = words
        .replace('%', "%25")
        .replace(' ', "%20")
        .replace('É', "%C3%89");
    let page = desk
        .get(&format!("/api/v1/articles?q={words}"))
        .await
        .expect(200)
        .json();
    let items = page["items"].as_array().expect("items").iter();
    items.map(|item| item["id"].as_i64().expect("a number")).collect()
}

#[tokio::test]
async fn every_word_stands_in_the_title_or_in_the_newest_text() {
    let desk = Desk::new().await;
    for (title, text) in [
        ("Bridge closes", "The bridge closed on Monday, the mayor said."),
        (
            "Élan of the harbour",
            "Prices rose by 40% at the harbour, traders said.",
        ),
        ("A quiet week", "Nothing was decided on the snake_case bridge."),
    ] {
        desk.post("/api/v1/articles", json!({ "title": title, "text": text }))
            .await
            .expect(201);
    }
    assert_eq!(found(&desk, "").await, [3, 2, 1]);
    assert_eq!(found(&desk, "BRIDGE").await, [3, 1]);
    assert_eq!(
        found(&desk, "closes  mayor").await,
        [1],
        "one in the title, one in the text"
    );
    assert!(found(&desk, "mayor snake_case").await.is_empty());
    assert_eq!(found(&desk, "Élan").await, [2]);
    assert_eq!(found(&desk, "40%").await, [2]);
    assert!(found(&desk, "snake%case").await.is_empty(), "a sign is itself");
    let revised = json!({ "text": "The tunnel closed on Monday, the mayor said." });
    desk.post("/api/v1/articles/1/revisions", revised)
        .await
        .expect(201);
    assert_eq!(found(&desk, "tunnel").await, [1]);
    assert_eq!(found(&desk, "monday bridge").await, [1], "the title is as it was");
    let many = vec!["word"; 21].join("%20");
    desk.get(&format!("/api/v1/articles?q={many}")).await.problem(422);
}
