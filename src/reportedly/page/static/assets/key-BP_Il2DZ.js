import{aa as s,ab as c}from"./index-If8xl1RP.js";const b=Symbol("NaN");function t(r,e,n){var o=new c(r);s(()=>{var a=e();a!==a&&(a=b),o.ensure(a,n)})}export{t as k};
