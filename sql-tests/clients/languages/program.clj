;; Rows as maps; takes a URL and an API key.
(require '[clojure.java.jdbc :as jdbc])

(let [[url key] *command-line-args*
      wandb {:factory (fn [_] (java.sql.DriverManager/getConnection url "" key))}]
  (doseq [{:keys [name lr]} (jdbc/query wandb ["SELECT name, \"config.lr\" AS lr FROM runs WHERE state = ?" "crashed"])]
    (println name lr))
  (println (:accuracy (first (jdbc/query wandb ["SELECT MAX(\"val/acc\") AS accuracy FROM history WHERE run_id = ?" "adam-long"])))))
