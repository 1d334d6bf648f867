import { createApp } from "vue";
import "../staff/vant";
import App from "./CountyApp.vue";

createApp(App).mount("#app");
