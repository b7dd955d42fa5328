//! Signing in, sessions, the local editor, and how they end.

use ascribe_server::access::{Role, Scope};
use ascribe_server::accounts;
use ascribe_server::callers::KNOWN;
use ascribe_server::server::Settings;
use ascribe_server::store::Store;
use serde_json::json;

use crate::desk::{Desk, PASSWORD};

#[tokio::test]
async fn a_server_without_users_has_one_local_editor_until_there_are_users() {
    let desk = Desk::new().await;
    let me = desk.get("/api/v1/session").await.expect(200).json();
    assert_eq!(
        me,
        json!({ "name": "local editor", "role": "admin", "local": true })
    );
    desk.person("ann", Role::Admin).await;
    desk.get("/api/v1/session").await.problem(401);
    desk.get("/api/v1/articles").await.problem(401);
}

#[tokio::test]
async fn behind_a_proxy_nobody_is_let_in_without_signing_in() {
    let settings = Settings {
        local: false,
        behind_proxy: true,
        hosts: vec!["review.example.org".to_owned()],
        ..Settings::default()
    };
    let desk = Desk::with(settings).await;
    let reply = desk.get("/api/v1/articles").await.problem(401);
    assert!(reply.header("strict-transport-security").starts_with("max-age="));
    accounts::add(&desk.server.store, "test", "ann", Role::Editor, PASSWORD)
        .await
        .expect("a person");
    let body = json!({ "name": "ann", "password": PASSWORD });
    let host = [("host", "review.example.org")];
    let reply = desk
        .json("POST", "/api/v1/session", body, &host)
        .await
        .expect(200);
    let cookie = reply.header("set-cookie");
    assert!(cookie.starts_with("__Host-ascribe="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn passwords_sessions_and_their_ends() {
    let desk = Desk::new().await;
    let ann = desk.person("ann", Role::Admin).await;
    let ben = desk.person("ben", Role::Editor).await;
    for body in [
        json!({ "name": "ann", "password": "a wrong password" }),
        json!({ "name": "eve", "password": PASSWORD }),
    ] {
        let reply = desk.post("/api/v1/session", body).await.problem(401);
        assert!(
            reply.json()["detail"]
                .as_str()
                .is_some_and(|it| it.contains("do not fit"))
        );
    }
    let as_ben = [("cookie", ben.as_str())];
    let me = desk
        .send("GET", "/api/v1/session", vec![], &as_ben)
        .await
        .expect(200)
        .json();
    assert_eq!(me, json!({ "name": "ben", "role": "editor", "local": false }));

    desk.send("DELETE", "/api/v1/session", vec![], &as_ben)
        .await
        .expect(200);
    desk.send("GET", "/api/v1/session", vec![], &as_ben)
        .await
        .problem(401);

    let as_ann = [("cookie", ann.as_str())];
    let weak = json!({ "role": "root", "password": "short" });
    let reply = desk
        .json("PUT", "/api/v1/people/eve", weak, &as_ann)
        .await
        .problem(422);
    assert_eq!(reply.json()["errors"].as_array().map(Vec::len), Some(2));
    let role = json!({ "role": "viewer", "password": PASSWORD });
    desk.json("PUT", "/api/v1/people/eve", role, &as_ann)
        .await
        .expect(200);
    let people = desk
        .send("GET", "/api/v1/people", vec![], &as_ann)
        .await
        .expect(200)
        .json();
    assert_eq!(people["items"].as_array().map(Vec::len), Some(3));
    assert!(!people.to_string().contains("password"));

    let token = desk.token("eve", &[Scope::Read]).await;
    let as_eve = [("authorization", token.as_str())];
    desk.send("GET", "/api/v1/articles", vec![], &as_eve)
        .await
        .expect(200);
    desk.send("DELETE", "/api/v1/people/ann", vec![], &as_ann)
        .await
        .problem(409);
    desk.send("DELETE", "/api/v1/people/eve", vec![], &as_ann)
        .await
        .expect(200);
    desk.send("GET", "/api/v1/articles", vec![], &as_eve)
        .await
        .problem(401);

    // Another password ends what was signed in with the old one.
    let set = accounts::set_password(&desk.server.store, "test", "ann", "quite another one").await;
    assert!(set.expect("written"));
    desk.send("GET", "/api/v1/session", vec![], &as_ann)
        .await
        .problem(401);
}

#[tokio::test]
async fn a_token_without_its_secret_is_nothing() {
    let desk = Desk::new().await;
    desk.person("ann", Role::Editor).await;
    let token = desk.token("ann", &Scope::ALL).await;
    let (id, secret) = token["Bearer ascribe_".len()..]
        .split_once('_')
        .expect("two parts");
    desk.send("GET", "/api/v1/articles", vec![], &[("authorization", &token)])
        .await
        .expect(200);
    let zeros = "0".repeat(secret.len());
    for wrong in [
        format!("Bearer ascribe_{id}_{zeros}"),
        format!("Bearer ascribe_{id}_"),
        format!("Bearer {secret}"),
        format!("Basic {secret}"),
        "Bearer".to_owned(),
    ] {
        desk.send("GET", "/api/v1/articles", vec![], &[("authorization", &wrong)])
            .await
            .problem(401);
    }
    assert!(
        accounts::remove_token(&desk.server.store, "test", id)
            .await
            .expect("written")
    );
    desk.send("GET", "/api/v1/articles", vec![], &[("authorization", &token)])
        .await
        .problem(401);
}

#[tokio::test]
async fn what_has_expired_is_taken_away_and_logged() {
    use ascribe_server::accounts::{SESSION_SECONDS, seconds};
    use ascribe_server::store::upkeep::{ANSWERS_SECONDS, forget_expired};
    use ascribe_server::store::verify::verify;
    let desk = Desk::new().await;
    let key = [("idempotency-key", "k")];
    desk.json(
        "POST",
        "/api/v1/articles",
        json!({ "text": "The bridge closed on Monday." }),
        &key,
    )
    .await
    .expect(201);
    desk.person("ann", Role::Editor).await;
    let store = &desk.server.store;
    assert_eq!(forget_expired(store, seconds()).await.expect("written"), 0);
    assert_eq!(
        forget_expired(store, seconds() + SESSION_SECONDS + 1)
            .await
            .expect("written"),
        1
    );
    assert_eq!(
        forget_expired(store, seconds() + ANSWERS_SECONDS + 1)
            .await
            .expect("written"),
        1
    );
    let report = verify(store.database(), None).await.expect("it opens");
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn who_is_known_is_forgotten_when_the_token_is_taken_away() {
    let desk = Desk::new().await;
    desk.person("ann", Role::Editor).await;
    let store = &desk.server.store;
    let status = async |key: &str| {
        let header = format!("Bearer {key}");
        let headers = [("authorization", header.as_str())];
        let reply = desk.send("GET", "/api/v1/session", Vec::new(), &headers).await;
        reply.status
    };
    let make = || accounts::add_token(store, "test", "ann", "test", &[Scope::Read]);
    let id = |key: &str| key.split('_').nth(1).unwrap_or_default().to_owned();

    // By this server: at once.
    let key = make().await.expect("a token");
    assert_eq!([status(&key).await, status(&key).await], [200, 200]);
    assert!(
        accounts::remove_token(store, "test", &id(&key))
            .await
            .expect("written")
    );
    assert_eq!(status(&key).await, 401);

    // By another one, or by the command line: soon.
    let key = make().await.expect("a token");
    assert_eq!(status(&key).await, 200);
    let other = Store::open(store.database()).await.expect("a store");
    assert!(
        accounts::remove_token(&other, "test", &id(&key))
            .await
            .expect("written")
    );
    other.close().await;
    tokio::time::sleep(KNOWN).await;
    assert_eq!(status(&key).await, 401);
}
