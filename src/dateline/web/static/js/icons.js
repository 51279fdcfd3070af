// Marks drawn on canvas: filled is held, hatched contested, a ring only claimed, grey unknown.
const SIZE = 40;

function canvas() {
  const made = document.createElement("canvas");
  made.width = made.height = SIZE;
  return made;
}

function shape(ctx, area) {
  ctx.beginPath();
  if (area) ctx.rect(6, 6, SIZE - 12, SIZE - 12);
  else ctx.arc(SIZE / 2, SIZE / 2, 15, 0, 7);
}

function hatch(ctx, colour) {
  ctx.save();
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 3;
  for (let x = -SIZE; x < SIZE * 2; x += 8) {
    ctx.beginPath();
    ctx.moveTo(x, SIZE);
    ctx.lineTo(x + SIZE, 0);
    ctx.stroke();
  }
  ctx.restore();
}

export function holding(colour, status, area) {
  const made = canvas();
  const ctx = made.getContext("2d", { willReadFrequently: true });
  shape(ctx, area);
  ctx.lineWidth = 3;
  if (status === "held" || status === "probable") {
    ctx.globalAlpha = status === "held" ? 1 : 0.6;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = "#fff";
    ctx.stroke();
  } else if (status === "contested") {
    ctx.fillStyle = "#fff";
    ctx.fill();
    hatch(ctx, colour);
    shape(ctx, area);
    ctx.strokeStyle = "#222";
    ctx.stroke();
  } else if (status === "claimed") {
    ctx.fillStyle = "rgba(255,255,255,.85)";
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 4;
    ctx.setLineDash([6, 3]);
    ctx.stroke();
  } else {
    ctx.fillStyle = "#9aa1a6";
    ctx.fill();
    ctx.strokeStyle = "#fff";
    ctx.stroke();
  }
  return made;
}

// Two letters where the first two are another type's as well.
const LETTERS = { COERCE: "Cr", CONSULT: "Cn", CONCEDE: "Cd", COOPERATE: "Cp", REQUEST: "Rq", REJECT: "Rj", RETREAT: "Rt" };

export function event(type) {
  const made = canvas();
  const ctx = made.getContext("2d", { willReadFrequently: true });
  ctx.fillStyle = type === "ASSAULT" ? "#b3201b" : "#4b5866";
  ctx.beginPath();
  if (type === "ASSAULT") {
    for (let n = 0; n < 16; n += 1) {
      const r = n % 2 ? 9 : 17, turn = (n * Math.PI) / 8;
      ctx.lineTo(20 + r * Math.cos(turn), 20 + r * Math.sin(turn));
    }
    ctx.closePath();
  } else ctx.roundRect(5, 8, 30, 24, 5);
  ctx.fill();
  ctx.strokeStyle = "#fff";
  ctx.lineWidth = 2;
  ctx.stroke();
  if (type === "ASSAULT") return made;
  ctx.fillStyle = "#fff";
  ctx.font = 'bold 17px "Dateline Sans", sans-serif';
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(LETTERS[type] || type[0] + type[1].toLowerCase(), 20, 21);
  return made;
}

// A movement: dashed, bent, with a head, so that nobody takes it for a road.
export function route() {
  const made = canvas();
  const ctx = made.getContext("2d", { willReadFrequently: true });
  ctx.strokeStyle = ctx.fillStyle = "#7a3fa0";
  ctx.lineWidth = 4;
  ctx.setLineDash([8, 5]);
  ctx.beginPath();
  ctx.moveTo(3, 32);
  ctx.quadraticCurveTo(14, 8, 31, 13);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(39, 17);
  ctx.lineTo(27, 20);
  ctx.lineTo(31, 6);
  ctx.fill();
  return made;
}

// A hatch that fills areas without a seam.
export function pattern(colour) {
  const made = document.createElement("canvas");
  made.width = made.height = 16;
  const ctx = made.getContext("2d", { willReadFrequently: true });
  ctx.strokeStyle = colour;
  ctx.lineWidth = 3;
  for (const x of [-16, 0, 16]) {
    ctx.beginPath();
    ctx.moveTo(x, 16);
    ctx.lineTo(x + 16, 0);
    ctx.stroke();
  }
  return made;
}
