import { createApp } from "vue";
import "../staff/vant";
import App from "./DeskApp.vue";

createApp(App).mount("#app");
