import{ac as c,ad as s}from"./index-D0JzEXoK.js";const k=Symbol("NaN");function N(r,e,n){var o=new s(r);c(()=>{var a=e();a!==a&&(a=k),o.ensure(a,n)})}export{N as k};
